using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansCommerce.Silo.Tests;

/// <summary>The console is the same everywhere; signing in with one click is for development alone.</summary>
public sealed class ConsoleTests
{
    private const string SignIn = "/console/demo-sign-in";

    [Fact]
    public async Task Outside_of_development_nobody_is_signed_in_with_one_click()
    {
        await using var silo = await RunningSilo.StartProductionAsync();

        var offered = await silo.Http.GetFromJsonAsync<JsonElement>(SignIn);
        using var answer = await silo.Http.PostAsJsonAsync(SignIn, new { role = "admin" });

        Assert.Equal(0, offered.GetProperty("roles").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task In_development_each_role_of_the_demo_gets_a_token_of_its_own_and_only_for_JSON()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync();
        using var given = await silo.Http.PostAsJsonAsync(SignIn, new { role = "customer" });
        var token = (await given.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();

        var refused = await silo.PostAsync("{ activity { since } }", token: token);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["role"] = "admin" });
        using var forged = await silo.Http.PostAsync(SignIn, form);
        using var unknown = await silo.Http.PostAsJsonAsync(SignIn, new { role = "owner" });

        Assert.Equal("FORBIDDEN", refused.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, forged.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.True(given.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/demo")]
    public async Task A_page_may_ask_its_own_host_alone_and_be_framed_by_nobody(string path)
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync();
        using var answer = await silo.Http.GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
    }
}
