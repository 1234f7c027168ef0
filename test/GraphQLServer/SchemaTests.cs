using System.Text.Json;
using HotChocolate;
using HotChocolate.Types;
using Microsoft.Extensions.DependencyInjection;
using OrleansCommerce.Local.GraphQLServer.Building;

namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class SchemaTests
{
    private static string Sdl => GraphQL.Shared.Executor.Schema.ToString();

    [Theory]
    [InlineData("type OutOfStockError implements Error {\n  available: Int!\n  message: String!\n}")]
    [InlineData("interface Error {\n  message: String!\n}")]
    [InlineData("union ReserveError = InvalidInputError | OutOfStockError")]
    [InlineData("enum Channel {\n  WEB\n  \"A person on the phone\"\n  CALL_CENTER\n  FAX @deprecated(reason: \"nobody faxes\")\n}")]
    [InlineData("\"What to reserve\"\ninput ReserveInput {\n  express: Boolean = true\n  lines: [LineInput!]!\n  note: String\n  operationId: ID!\n}")]
    [InlineData("input LineInput {\n  channel: Channel! = WEB\n  quantity: Int!\n  sku: String!\n}")]
    [InlineData("input FindInput @oneOf {\n  number: Int\n  sku: String\n}")]
    [InlineData("  \"the number on the shelf\"\n  sku: String!\n")]
    [InlineData("\"Something that is sold\"\ntype Product {")]
    [InlineData("  soldBy: Channel\n")]
    [InlineData("  tags: [String!]\n")]
    [InlineData("  title: String! @deprecated(reason: \"use name\")\n")]
    [InlineData("  \"One product\"\n  product(\n    \"its number\"\n    sku: String!\n  ): Product\n")]
    [InlineData("  products(first: Int! = 10): [Product!]!\n")]
    [InlineData("  optional(value: String, channel: Channel! = CALL_CENTER): String!\n")]
    [InlineData("type Subscription {\n  announced: String!\n  stockChanged(sku: String!): Int!\n}")]
    [InlineData("scalar Decimal\n")]
    public void The_SDL_has(string part) => Assert.Contains(part, Sdl, StringComparison.Ordinal);

    [Theory]
    [InlineData("makerId")]
    [InlineData("__Schema")]
    [InlineData("subscribeToStock")]
    [InlineData("Stockroom")]
    public void The_SDL_has_nothing_of(string part) => Assert.DoesNotContain(part, Sdl, StringComparison.Ordinal);

    [Fact]
    public void Printing_twice_gives_the_same_text() => Assert.Equal(Sdl, new GraphQL().Executor.Schema.ToString());

    [Fact]
    public async Task The_introspection_query_of_the_usual_tools_is_answered()
    {
        var data = await GraphQL.Shared.DataAsync(IntrospectionQuery.Text);
        using var json = JsonDocument.Parse(data);
        var types = json.RootElement.GetProperty("__schema").GetProperty("types").EnumerateArray().ToList();
        var product = types.Single(t => t.GetProperty("name").GetString() == "Product");
        Assert.Equal("OBJECT", product.GetProperty("kind").GetString());
        Assert.Contains(types, t => t.GetProperty("name").GetString() == "FindInput" && t.GetProperty("isOneOf").GetBoolean());
        Assert.Contains(types, t => t.GetProperty("name").GetString() == "__DirectiveLocation");
        Assert.Contains(types, t => t.GetProperty("specifiedByURL").GetString() is not null);
    }

    [Theory]
    [InlineData("""{ __type(name: "Nothing") { name } }""", """{"__type":null}""")]
    [InlineData("""{ __type(name: "Channel") { enumValues { name } } }""", """{"__type":{"enumValues":[{"name":"WEB"},{"name":"CALL_CENTER"}]}}""")]
    [InlineData(
        """{ __type(name: "Channel") { enumValues(includeDeprecated: true) { name isDeprecated deprecationReason } } }""",
        """{"__type":{"enumValues":[{"name":"WEB","isDeprecated":false,"deprecationReason":null},{"name":"CALL_CENTER","isDeprecated":false,"deprecationReason":null},{"name":"FAX","isDeprecated":true,"deprecationReason":"nobody faxes"}]}}""")]
    [InlineData("""{ __type(name: "ReserveError") { possibleTypes { name } fields { name } } }""", """{"__type":{"possibleTypes":[{"name":"InvalidInputError"},{"name":"OutOfStockError"}],"fields":null}}""")]
    [InlineData("""{ __type(name: "LineInput") { inputFields { name defaultValue } } }""", """{"__type":{"inputFields":[{"name":"sku","defaultValue":null},{"name":"quantity","defaultValue":null},{"name":"channel","defaultValue":"WEB"}]}}""")]
    public async Task A_type_can_be_asked_for(string query, string expected) =>
        Assert.Equal(expected, await GraphQL.Shared.DataAsync(query));

    [Fact]
    public void A_union_without_members_stops_the_start() => AssertNoSchema("has no members", typeof(UnionQueries));

    [Fact]
    public void A_service_that_is_not_registered_stops_the_start() => AssertNoSchema("[Service]", typeof(ServiceQueries));

    [Fact]
    public void An_extension_of_nothing_stops_the_start() => AssertNoSchema("not registered", typeof(ExtensionOfNothing));

    private static void AssertNoSchema(string reason, Type extension)
    {
        var services = new ServiceCollection();
        services.AddGraphQLServer().AddQueryType().AddTypeExtension(extension);
        var provider = services.BuildServiceProvider().GetRequiredService<RequestExecutorProvider>();
        Assert.Contains(reason, Assert.Throws<SchemaException>(() => provider.Executor).Message, StringComparison.Ordinal);
    }

    [UnionType]
    public interface INobody;

    public interface IUnregistered;

    [ExtendObjectType(OperationTypeNames.Query)]
    public sealed class UnionQueries
    {
        public INobody? Nobody() => null;
    }

    [ExtendObjectType(OperationTypeNames.Query)]
    public sealed class ServiceQueries
    {
        public string Name(IUnregistered service) => service.ToString()!;
    }

    [ExtendObjectType("Nothing")]
    public sealed class ExtensionOfNothing
    {
        public string Name => "";
    }
}
