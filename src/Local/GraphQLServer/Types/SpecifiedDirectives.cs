using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Types;

/// <summary>The directives of the specification.</summary>
internal static class SpecifiedDirectives
{
    public const string NoReason = "No longer supported";

    public static readonly DirectiveDefinition Skip = new(
        "skip", "Leaves the field or fragment out when `if` is true.", "FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT")
    {
        Arguments = [new InputValueDefinition("if", new NonNullType(Scalars.Boolean)) { Description = "Left out when true." }],
    };

    public static readonly DirectiveDefinition Include = new(
        "include", "Leaves the field or fragment out when `if` is false.", "FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT")
    {
        Arguments = [new InputValueDefinition("if", new NonNullType(Scalars.Boolean)) { Description = "Left out when false." }],
    };

    public static readonly IReadOnlyList<DirectiveDefinition> All =
    [
        new("deprecated", "Marks what is no longer to be used.", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION", "ENUM_VALUE")
        {
            Arguments =
            [
                new InputValueDefinition("reason", new NonNullType(Scalars.String))
                {
                    Description = "Why, and what to use in its place.",
                    DefaultValue = Parser.ParseValue(SyntaxPrinter.Quote(NoReason)),
                },
            ],
        },
        Include,
        new("oneOf", "Marks an input object of which exactly one field is given.", "INPUT_OBJECT"),
        Skip,
        new("specifiedBy", "Names the document that a scalar's format is written in.", "SCALAR")
        {
            Arguments = [new InputValueDefinition("url", new NonNullType(Scalars.String)) { Description = "The document's address." }],
        },
    ];
}
