using System.Net;
using System.Net.Http.Headers;

namespace OrleansCommerce.Silo.Tests;

/// <summary>Who gets the explorer's page at the API's address, and who the API.</summary>
[Trait("Engine", "Any")]
public sealed class ExplorerPageTests : IAsyncLifetime
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    private RunningSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await RunningSilo.StartDevelopmentAsync("--no-sample");

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_browser_gets_a_page_that_may_load_from_its_own_host_alone()
    {
        using var response = await GetAsync("/graphql", Browser);
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Accept", response.Headers.Vary.Single());
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/graphql", "application/json")]
    [InlineData("/graphql", "application/graphql-response+json, text/html;q=0.5")]
    [InlineData("/graphql", "*/*")]
    [InlineData("/graphql?query=%7B__typename%7D", Browser)]
    [InlineData("/graphql?extensions=%7B%7D", Browser)]
    public async Task Anyone_else_gets_the_API(string address, string accept)
    {
        using var response = await GetAsync(address, accept);

        Assert.EndsWith("json", response.Content.Headers.ContentType?.MediaType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_file_is_where_it_was()
    {
        using var response = await GetAsync("/graphql?sdl", Browser);

        Assert.Contains("\ntype Query {", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_page_is_sent_again_only_when_it_changed()
    {
        using var first = await GetAsync("/explorer/main.js", "*/*");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/explorer/main.js");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _silo.Http.SendAsync(again);
        using var unknown = await GetAsync("/explorer/nothing.js", "*/*");

        Assert.Equal("text/javascript", first.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Production_has_no_page()
    {
        await using var production = await RunningSilo.StartProductionAsync();
        var token = production.Token(Role.Admin, "ops");
        using var page = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        page.Headers.Accept.ParseAdd(Browser);
        page.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await production.Http.SendAsync(page);
        using var file = await production.Http.GetAsync("/explorer/main.js");

        Assert.EndsWith("json", response.Content.Headers.ContentType?.MediaType, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
    }

    private async Task<HttpResponseMessage> GetAsync(string address, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd(accept);
        return await _silo.Http.SendAsync(request);
    }
}
