using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>The schema has the types that fragments and variables name. Specification 5.5.1.2 and 5.8.2.</summary>
internal sealed class KnownTypeNames : ValidationRule
{
    public override void Fragment(ValidationContext context, FragmentNode fragment) => Check(context, fragment.TypeCondition);

    public override void InlineFragment(ValidationContext context, InlineFragmentNode fragment, CompositeType? parent)
    {
        if (fragment.TypeCondition is not null)
        {
            Check(context, fragment.TypeCondition);
        }
    }

    public override void VariableDefinition(ValidationContext context, VariableDefinitionNode variable) => Check(context, variable.Type);

    public override void DefinitionType(ValidationContext context, TypeNode type) => Check(context, type, isDefinition: true);

    private void Check(ValidationContext context, TypeNode type, bool isDefinition = false)
    {
        switch (type)
        {
            case NonNullTypeNode nonNull:
                Check(context, nonNull.Nullable, isDefinition);
                break;
            case ListTypeNode list:
                Check(context, list.Item, isDefinition);
                break;
            case NamedTypeNode named when context.Schema.Type(named.Name) is null
                && !(isDefinition && Scalars.IsSpecified(named.Name))
                && !context.Document.TypeSystem.OfType<TypeDefinitionNode>().Any(d => !d.IsExtension && d.Name == named.Name):
                Report(context, $"Unknown type \"{named.Name}\".", named);
                break;
        }
    }
}
