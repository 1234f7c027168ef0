using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansCommerce.Silo.Tests;

/// <summary>Production lets nobody in who does not say who they are, and begins empty.</summary>
public sealed class ProductionTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await RunningSilo.StartProductionAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_request_without_a_token_is_refused_in_the_shape_of_a_GraphQL_response()
    {
        using var response = await _silo.SendAsync("{ locations { id } }");
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("UNAUTHENTICATED", body.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_token_of_the_own_key_is_taken_and_there_is_no_sample()
    {
        var data = await _silo.DataAsync("{ locations { id } }", token: _silo.Token(Role.Associate, "desk"));

        Assert.Equal(0, data.GetProperty("locations").GetArrayLength());
    }

    [Fact]
    public async Task Introspection_is_off()
    {
        var response = await _silo.PostAsync("{ __schema { queryType { name } } }", token: _silo.Token(Role.Admin, "ops"));

        Assert.True(response.TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task The_start_page_tells_no_numbers()
    {
        var page = await _silo.Http.GetStringAsync("/about");

        Assert.Contains("Production", page, StringComparison.Ordinal);
        Assert.DoesNotContain("products", page, StringComparison.Ordinal);
    }
}
