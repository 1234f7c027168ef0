using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Building.Sdl;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class SchemaCheckTests
{
    [Theory]
    [InlineData("", "query root")]
    [InlineData("type __Mine { a: Int }", "__Mine cannot be called so")]
    [InlineData("type T { __a: Int }", "T.__a cannot be called so")]
    [InlineData("type T { a(__b: Int): Int }", "T.a.__b cannot be called so")]
    [InlineData("input I { __a: Int }", "I.__a cannot be called so")]
    [InlineData("enum E { __A }", "E.__A cannot be called so")]
    [InlineData("type T", "T has no fields")]
    [InlineData("union U", "U has no members")]
    [InlineData("enum E", "E has no fields")]
    [InlineData("input I", "I has no fields")]
    [InlineData("interface N { id: ID } type T implements N { a: Int }", "it needs the field id")]
    [InlineData("interface N { id: ID! } type T implements N { id: ID }", "T.id is ID, which is no ID!")]
    [InlineData("interface N { id: [ID] } type T implements N { id: ID }", "T.id is ID, which is no [ID]")]
    [InlineData("interface N { a(b: Int): ID } type T implements N { a: ID }", "T.a needs the argument b: Int")]
    [InlineData("interface N { a(b: Int): ID } type T implements N { a(b: Int!): ID }", "T.a needs the argument b: Int")]
    [InlineData("interface N { a: ID } type T implements N { a(b: Int!): ID }", "T.a must not require the argument b")]
    [InlineData("interface A { a: Int } interface B implements A { a: Int } type T implements B { a: Int }", "it must implement A too")]
    [InlineData("input I { a: Int } type T { a: I }", "T.a is of the input type I")]
    [InlineData("type O { a: Int } type T { a(b: O): Int }", "T.a(b) is of the output type O")]
    [InlineData("type O { a: Int } input I { a: O }", "I.a is of the output type O")]
    [InlineData("input I { a: Int! @deprecated }", "I.a is required, so it cannot be deprecated")]
    [InlineData("type T { a(b: Int! @deprecated): Int }", "T.a(b) is required, so it cannot be deprecated")]
    [InlineData("input I { a: Int = \"x\" }", "I.a cannot have the default")]
    [InlineData("type T { a(b: [Int!] = [1, null]): Int }", "T.a(b) cannot have the default")]
    [InlineData("input I @oneOf { a: Int! }", "I.a must be nullable and without default")]
    [InlineData("input I @oneOf { a: Int = 1 }", "I.a must be nullable and without default")]
    [InlineData("input I { a: I! }", "I.a must be nullable")]
    [InlineData("input I { a: J! } input J { b: I! }", "must be nullable")]
    [InlineData("type T { a: Nothing }", "Nothing is used, and is not defined")]
    [InlineData("scalar Int", "Int cannot be defined")]
    public void A_schema_that_is_not_valid_is_refused_with_the_place(string sdl, string reason)
    {
        var refused = Assert.Throws<SchemaException>(() => Build(sdl.Length == 0 ? "type T { a: Int }" : $"type Query {{ a: Int }} {sdl}"));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("interface N { id: ID } type T implements N { id: ID! }")]
    [InlineData("interface N { n: [N] } type T implements N { n(a: Int, b: Int! = 1): [T!]! }")]
    [InlineData("type A { a: Int } union U = A interface N { u: U } type T implements N { u: A }")]
    [InlineData("input I { a: I b: [I!]! c: Int! = 1 @deprecated }")]
    [InlineData("input I { a: J! } input J { b: I }")]
    [InlineData("type T { a(b: [[Int]] = 1, c: Float = 1): Int }")]
    [InlineData("schema { query: Other } type Other { a: Int }")]
    public void A_valid_schema_is_built(string sdl) => Assert.NotNull(Build($"type Query {{ a: Int }} {sdl}"));

    private static Schema Build(string sdl) => SdlSchemaBuilder.Build(sdl, new Silent());

    private sealed class Silent : SdlRuntime
    {
        public override FieldResolver Resolver(string field, GraphType type, IReadOnlyList<InputValueDefinition> arguments) => _ => default;

        public override SourceStreamResolver SourceStream(string field) => _ => throw new NotSupportedException();

        public override string? TypeNameOf(object value) => null;
    }
}
