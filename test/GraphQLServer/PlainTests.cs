using System.Text.Json;
using HotChocolate;
using HotChocolate.Types;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansCommerce.GraphQLServer.Tests;

/// <summary>Parts of which only properties are selected are written as JSON at once; what goes wrong in them is told as everywhere.</summary>
public sealed class PlainTests
{
    private static readonly GraphQL Shared = new(static builder => builder.AddTypeExtension(typeof(ShelfQueries)));

    [Theory]
    [InlineData("{ shelf { name __typename } }", """{"shelf":{"name":"top <1>","__typename":"Shelf"}}""")]
    [InlineData("{ shelf { boxes { size label } } }", """{"shelf":{"boxes":[{"size":1,"label":null},{"size":2,"label":"b"}]}}""")]
    [InlineData("{ shelf { a: boxes { size } grid } }", """{"shelf":{"a":[{"size":1},{"size":2}],"grid":[[1,2],[],null]}}""")]
    [InlineData("{ shelves { name inner { price } } }", """{"shelves":[{"name":"top <1>","inner":{"price":1.50}},{"name":"top <1>","inner":{"price":1.50}}]}""")]
    public async Task What_is_written_at_once_is_what_the_fields_say(string query, string data)
    {
        Assert.True(IsPlain(query));
        Assert.Equal(data, await Shared.DataAsync(query));
    }

    [Theory]
    [InlineData("{ shelf { name broken } }", """{"shelf":{"name":"top <1>","broken":null}}""", "shelf", "broken")]
    [InlineData("{ shelf { name inner { price missing } } }", """{"shelf":{"name":"top <1>","inner":null}}""", "shelf", "inner", "missing")]
    [InlineData("{ shelves { holes { size } } }", """{"shelves":[null,null]}""", "shelves", "0", "holes", "1")]
    [InlineData("{ shelf { wrong } }", """{"shelf":null}""", "shelf", "wrong")]
    public async Task An_error_in_it_has_its_place_and_makes_null_what_it_must(string query, string data, params string[] path)
    {
        Assert.True(IsPlain(query));
        var answer = await Shared.AskAsync(query);
        Assert.EndsWith($"\"data\":{data}}}", answer, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(answer);
        var error = json.RootElement.GetProperty("errors")[0];
        Assert.Equal(path, error.GetProperty("path").EnumerateArray().Select(s => s.ToString()));
        Assert.Equal(1, error.GetProperty("locations").GetArrayLength());
    }

    [Fact]
    public void A_resolver_or_an_interface_is_not_plain()
    {
        Assert.False(IsPlain("{ products { sku maker { name } } }"));
        Assert.False(IsPlain("{ shopError { message } }"));
    }

    private static bool IsPlain(string query) =>
        Shared.Executor.Prepare(new(query)).Plan!.Root.Selections[0].IsPlain;

    [ExtendObjectType(OperationTypeNames.Query)]
    public static class ShelfQueries
    {
        public static Shelf? GetShelf() => new();

        public static IReadOnlyList<Shelf?> GetShelves() => [new(), new()];
    }

    public sealed class Shelf
    {
        public string Name => "top <1>";

        public IReadOnlyList<Box> Boxes => [new(1, null), new(2, "b")];

        public IReadOnlyList<IReadOnlyList<int>?> Grid => [[1, 2], [], null];

        public IReadOnlyList<Box> Holes => [new(1, null), null!];

        public Inner? Inner => new();

        public string? Broken => throw new GraphQLException("broken");

        [GraphQLType<NonNullType<IntType>>]
        public string Wrong => "no number";
    }

    public sealed record Box(int Size, string? Label);

    public sealed class Inner
    {
        public decimal Price => 1.50m;

        public string Missing => null!;
    }
}
