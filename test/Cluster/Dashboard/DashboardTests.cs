using System.Net;
using System.Net.Http.Headers;
using OrleansCommerce.Silo.Tests;

namespace OrleansCommerce.Cluster.Tests.Dashboard;

/// <summary>The dashboard shows what runs, method by method: nobody but an administrator sees it.</summary>
public sealed class DashboardTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public static TheoryData<string> Paths => ["/dashboard", "/dashboard/", "/Dashboard/DashboardCounters", "/dashboard/index.html", "/dashboard/Trace"];

    public async Task InitializeAsync() => _silo = await RunningSilo.StartProductionAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Nobody_is_refused_and_told_how_to_say_who_they_are(string path)
    {
        using var response = await GetAsync(path, token: null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_token_that_is_none_is_refused(string path)
    {
        using var response = await GetAsync(path, "e30.e30.e30");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData(Role.Customer)]
    [InlineData(Role.Pos)]
    [InlineData(Role.Device)]
    [InlineData(Role.Associate)]
    public async Task Others_than_administrators_are_refused(Role role)
    {
        using var response = await GetAsync("/dashboard/DashboardCounters", _silo.Token(role, "somebody"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task An_administrator_sees_the_page_and_its_numbers()
    {
        using var page = await GetAsync("/dashboard/", _silo.Token(Role.Admin, "ops"));
        using var counters = await GetAsync("/dashboard/DashboardCounters", _silo.Token(Role.Admin, "ops"));

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.OK, counters.StatusCode);
        Assert.Contains("\"hosts\"", await counters.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await _silo.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
