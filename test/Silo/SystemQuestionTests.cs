using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansCommerce.Silo.Tests;

/// <summary>
/// Wrong questions of the console's pages about the system. In Development, where the framework would answer with a page of its own that has
/// the stack.
/// </summary>
public sealed class SystemQuestionTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await RunningSilo.StartDevelopmentAsync("--no-sample");

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Theory]
    [InlineData("overview?window=abc", "'window' is 'abc'; it must be a whole number from 1 to 300.")]
    [InlineData("overview?window=0", "'window' is '0'; it must be a whole number from 1 to 300.")]
    [InlineData("overview?window=301", "'window' is '301'; it must be a whole number from 1 to 300.")]
    [InlineData("overview?window=60&window=61", "'window' is '60,61'; it must be a whole number from 1 to 300.")]
    [InlineData("overview?own=perhaps", "'own' is 'perhaps'; it must be true or false.")]
    [InlineData("journal?window=1.5", "'window' is '1.5'; it must be a whole number from 1 to 300.")]
    [InlineData("log?after=last", "'after' is 'last'; it must be a whole number.")]
    [InlineData("audit?before=first", "'before' is 'first'; it must be a whole number.")]
    [InlineData("reminders?page=-1", "'page' is '-1'; it must be a whole number from 0 to 42949672.")]
    [InlineData("reminders?from=yesterday", "'from' is 'yesterday'; it must be a time such as 2026-11-26T10:00:00Z.")]
    [InlineData("reminders?to=later", "'to' is 'later'; it must be a time such as 2026-11-26T10:00:00Z.")]
    [InlineData("reminders?period=NaN", "'period' is 'NaN'; it must be a number.")]
    [InlineData("reminders?dueFrom=x", "'dueFrom' is 'x'; it must be a time such as 2026-11-26T10:00:00Z.")]
    [InlineData("reminders?dueTo=x", "'dueTo' is 'x'; it must be a time such as 2026-11-26T10:00:00Z.")]
    [InlineData("reminders?failures=many", "'failures' is 'many'; it must be a number.")]
    [InlineData("grain?stream=stock/a/b&before=x", "'before' is 'x'; it must be a whole number.")]
    [InlineData("grain/state?stream=stock/a/b&version=x", "'version' is 'x'; it must be a whole number.")]
    [InlineData("grain/state?stream=stock/a/b&at=x", "'at' is 'x'; it must be a time such as 2026-11-26T10:00:00Z.")]
    public async Task A_value_that_cannot_be_is_named_with_what_it_must_be(string path, string message) =>
        Assert.Equal((HttpStatusCode.BadRequest, "BAD_USER_INPUT", message), await AskAsync(path));

    [Theory]
    [InlineData("overview?silo=nowhere")]
    [InlineData("counters?silo=nowhere")]
    public async Task A_silo_that_is_none_is_not_found(string path) =>
        Assert.Equal((HttpStatusCode.NotFound, "NOT_FOUND", "There is no silo 'nowhere'."), await AskAsync(path));

    [Fact]
    public async Task A_silo_that_is_one_tells_its_counters_with_their_unit_and_change_and_none_is_silent()
    {
        var overview = await _silo.Http.GetFromJsonAsync<JsonElement>("/console/system/overview");
        var address = Assert.Single(overview.GetProperty("silos").EnumerateArray()).GetProperty("address").GetString()!;
        var path = $"/console/system/counters?silo={Uri.EscapeDataString(address)}";
        await _silo.Http.GetFromJsonAsync<JsonElement>(path);

        var counters = await _silo.Http.GetFromJsonAsync<JsonElement>(path);

        Assert.Empty(overview.GetProperty("silent").EnumerateArray());
        Assert.Equal((address, address), (counters.GetProperty("silo").GetString(), Assert.Single(counters.GetProperty("silos").EnumerateArray()).GetString()));
        var memory = counters.GetProperty("values").EnumerateArray().First(static one => one.GetProperty("name").GetString() == "dotnet.gc.heap.total_allocated");
        Assert.Equal("By", memory.GetProperty("unit").GetString());
        Assert.True(memory.GetProperty("delta").GetDouble() > 0);
    }

    private async Task<(HttpStatusCode Status, string? Code, string? Message)> AskAsync(string path)
    {
        using var response = await _silo.Http.GetAsync($"/console/system/{path}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var error = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
        return (response.StatusCode, error.GetProperty("extensions").GetProperty("code").GetString(), error.GetProperty("message").GetString());
    }
}
