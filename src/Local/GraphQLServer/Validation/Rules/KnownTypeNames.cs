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

    private void Check(ValidationContext context, TypeNode type)
    {
        switch (type)
        {
            case NonNullTypeNode nonNull:
                Check(context, nonNull.Nullable);
                break;
            case ListTypeNode list:
                Check(context, list.Item);
                break;
            case NamedTypeNode named when context.Schema.Type(named.Name) is null:
                Report(context, $"Unknown type \"{named.Name}\".", named);
                break;
        }
    }
}
