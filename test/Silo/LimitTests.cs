using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansCommerce.Silo.Tests;

/// <summary>The limits of the API come from settings, and each is refused with its code.</summary>
[Trait("Engine", "Any")]
public sealed class LimitTests
{
    [Theory]
    [InlineData("MaxDepth=2", "{ products { nodes { price { amount } } } }", "DEPTH_LIMIT_EXCEEDED")]
    [InlineData("MaxFields=1", "{ locations { id } }", "FIELD_LIMIT_EXCEEDED")]
    [InlineData("MaxAliases=1", "{ a: locations { b: id } }", "ALIAS_LIMIT_EXCEEDED")]
    [InlineData("MaxDirectives=1", "{ locations @skip(if: false) { id @skip(if: false) } }", "DIRECTIVE_LIMIT_EXCEEDED")]
    [InlineData("MaxTokens=4", "{ locations { id } }", "TOKEN_LIMIT_EXCEEDED")]
    [InlineData("MaxCost=200", "{ products(first: 200) { nodes { sku } } }", "COST_LIMIT_EXCEEDED")]
    [InlineData("MaxBodyBytes=20", "{ locations { id } }", "PAYLOAD_TOO_LARGE")]
    public async Task A_request_beyond_a_limit_that_a_setting_gives_is_refused(string setting, string query, string code)
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync($"--GraphQL:Limits:{setting}", "--no-sample");

        Assert.Equal(code, Code(await silo.PostAsync(query)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    public async Task A_batch_of_more_requests_than_a_setting_gives_is_refused(int most, int requests)
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync($"--GraphQL:Limits:MaxBatchSize={most}", "--no-sample");

        using var answer = await silo.Http.PostAsJsonAsync("/graphql", Enumerable.Repeat(new { query = "{ locations { id } }" }, requests));

        Assert.Equal("BATCH_LIMIT_EXCEEDED", Code(await answer.Content.ReadFromJsonAsync<JsonElement>()));
    }

    [Fact]
    public async Task A_batch_is_answered_where_a_setting_allows_it()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--GraphQL:Limits:MaxBatchSize=2", "--no-sample");

        using var answer = await silo.Http.PostAsJsonAsync("/graphql", Enumerable.Repeat(new { query = "{ locations { id } }" }, 2));

        // An array with the embedded server, parts with HotChocolate.
        Assert.Equal(3, (await answer.Content.ReadAsStringAsync()).Split("""{"locations":[]}""").Length);
    }

    [Fact]
    public async Task The_documented_limits_let_the_usual_requests_through()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--no-sample");

        await silo.DataAsync(
            "{ products(first: 200) { nodes { sku price { amount } availability { available location { id name } } } totalCount } }");
    }

    [Fact]
    public async Task A_client_that_asks_too_often_is_refused_and_no_other()
    {
        await using var silo = await RunningSilo.StartProductionAsync("--GraphQL:RateLimit:RequestsPerSecond=1", "--GraphQL:RateLimit:Burst=2");
        var (anna, ben) = (silo.Token(Role.Associate, "anna"), silo.Token(Role.Associate, "ben"));

        // The bucket of 2 fills by 1 a second: among many at once, some are too many.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => silo.SendAsync("{ __typename }", token: anna)));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal("RATE_LIMITED", Code(await refused[0].Content.ReadFromJsonAsync<JsonElement>()));
        Assert.NotNull(refused[0].Headers.RetryAfter);
        await silo.DataAsync("{ __typename }", token: ben);
        foreach (var answer in answers)
        {
            answer.Dispose();
        }
    }

    [Fact]
    public async Task A_manifest_of_trusted_documents_is_read_from_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """{ "locations-1": "{ locations { id } }" }""");
            await using var silo = await RunningSilo.StartDevelopmentAsync(
                $"--GraphQL:TrustedDocuments={file}", "--GraphQL:OnlyTrustedDocuments=true", "--no-sample");

            using var answer = await silo.Http.PostAsJsonAsync("/graphql", new { documentId = "locations-1" });

            Assert.Equal("""{"data":{"locations":[]}}""", await answer.Content.ReadAsStringAsync());
            Assert.Equal("""{"data":{"locations":[]}}""", await silo.Http.GetStringAsync(new Uri("/graphql?documentId=locations-1", UriKind.Relative)));
            Assert.Equal("DOCUMENT_NOT_TRUSTED", Code(await silo.PostAsync("{ locations { id } }")));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string? Code(JsonElement response) =>
        response.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}
