using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation;

/// <summary>
/// One rule of the specification's section 5. The walker calls it for each part of a document; one instance serves one
/// document. Types are null where the document names something that the schema does not have, which is another rule's business.
/// </summary>
internal abstract class ValidationRule
{
    public virtual void Operation(ValidationContext context, OperationNode operation)
    {
    }

    public virtual void Fragment(ValidationContext context, FragmentNode fragment)
    {
    }

    public virtual void VariableDefinition(ValidationContext context, VariableDefinitionNode variable)
    {
    }

    public virtual void Field(ValidationContext context, FieldNode field, CompositeType? parent, FieldDefinition? definition)
    {
    }

    public virtual void InlineFragment(ValidationContext context, InlineFragmentNode fragment, CompositeType? parent)
    {
    }

    public virtual void Spread(ValidationContext context, FragmentSpreadNode spread, CompositeType? parent)
    {
    }

    public virtual void Directives(ValidationContext context, IReadOnlyList<DirectiveNode> directives, string location)
    {
    }

    /// <summary>A type that a definition of the document names.</summary>
    public virtual void DefinitionType(ValidationContext context, TypeNode type)
    {
    }

    /// <summary>The arguments of a field or directive.</summary>
    public virtual void Arguments(ValidationContext context, ArgumentsOwner owner)
    {
    }

    /// <summary>A value, and each value within it.</summary>
    public virtual void Value(ValidationContext context, ValueNode value, GraphType? type)
    {
    }

    /// <summary>The whole document was walked.</summary>
    public virtual void Finish(ValidationContext context)
    {
    }

    protected void Report(ValidationContext context, string message, params SyntaxNode[] nodes) =>
        context.Report(GetType().Name, message, nodes);
}

/// <summary>A field or directive with its arguments; <c>Definitions</c> is null where the schema does not have it.</summary>
internal readonly record struct ArgumentsOwner(
    SyntaxNode Node,
    string Name,
    IReadOnlyList<ArgumentNode> Arguments,
    IReadOnlyList<InputValueDefinition>? Definitions);
