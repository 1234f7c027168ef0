using HotChocolate;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class ErrorTests
{
    [Fact]
    public async Task What_an_unknown_exception_says_stays_on_the_server() => Assert.Equal(
        """{"errors":[{"message":"Unexpected Execution Error","locations":[{"line":1,"column":3}],"path":["fails"],"extensions":{"code":"INTERNAL_SERVER_ERROR"}}],"data":{"fails":null,"userName":"nobody"}}""",
        await GraphQL.Shared.AskAsync("{ fails userName }"));

    [Fact]
    public async Task What_a_resolver_refuses_is_told() => Assert.Equal(
        """{"errors":[{"message":"not yours","locations":[{"line":1,"column":3}],"path":["refuses"],"extensions":{"code":"FORBIDDEN","role":"clerk"}}],"data":{"refuses":null}}""",
        await GraphQL.Shared.AskAsync("{ refuses }"));

    [Theory]
    [InlineData("{ failsNonNull userName }", "null", "failsNonNull")]
    [InlineData("{ nullForNonNull userName }", "null", "nullForNonNull")]
    [InlineData("{ maybeNest { inner { breaks } } }", """{"maybeNest":null}""", "maybeNest", "inner", "breaks")]
    [InlineData("{ nest { maybeInner { breaks depth } depth } }", """{"nest":{"maybeInner":null,"depth":0}}""", "nest", "maybeInner", "breaks")]
    [InlineData("{ maybeNest { nests { breaks } } }", """{"maybeNest":null}""", "maybeNest", "nests", "0", "breaks")]
    public async Task A_null_goes_up_to_the_first_place_that_may_be_null(string query, string data, params string[] path)
    {
        var answer = await GraphQL.Shared.AskAsync(query);
        Assert.EndsWith($"\"data\":{data}}}", answer, StringComparison.Ordinal);
        var error = Assert.Single(await GraphQL.Shared.ErrorsAsync(query));
        Assert.Equal(path, error.GetProperty("path").EnumerateArray().Select(s => s.ToString()));
    }

    [Fact]
    public async Task A_list_of_nullable_items_has_holes() =>
        Assert.Equal("""{"nest":{"holes":[1,null,3]}}""", await GraphQL.Shared.DataAsync("{ nest { holes } }"));

    [Fact]
    public async Task A_filter_sees_the_exception_and_may_map_it()
    {
        var graphql = new GraphQL(builder => builder.AddErrorFilter(error =>
            error.Exception is InvalidOperationException ? error.WithMessage("come back later").WithCode("BUSY") : error));
        var answer = await graphql.AskAsync("{ fails refuses }");
        Assert.Contains("\"message\":\"come back later\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"BUSY\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"FORBIDDEN\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ waitsForever }")]
    [InlineData("{ ignoresCancellation }")]
    public async Task A_request_that_takes_too_long_is_answered_with_TIMEOUT(string query)
    {
        var graphql = new GraphQL(builder => builder.ModifyRequestOptions(o => o.ExecutionTimeout = TimeSpan.FromMilliseconds(20)));
        Assert.Equal(
            """{"errors":[{"message":"The request took too long.","extensions":{"code":"TIMEOUT"}}],"data":null}""",
            await graphql.AskAsync(query));
    }

    [Fact]
    public void An_error_needs_a_message() => Assert.Throws<InvalidOperationException>(() => ErrorBuilder.New().SetCode("X").Build());

    [Fact]
    public void A_path_reads_from_the_root_on() =>
        Assert.Equal("/order/lines[2]/sku", HotChocolate.Path.Root.Append("order").Append("lines").Append(2).Append("sku").ToString());
}
