using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>Fragments are on objects, interfaces and unions. Specification 5.5.1.3.</summary>
internal sealed class FragmentsOnCompositeTypes : ValidationRule
{
    public override void Fragment(ValidationContext context, FragmentNode fragment) =>
        Check(context, $"Fragment \"{fragment.Name}\"", fragment.TypeCondition);

    public override void InlineFragment(ValidationContext context, InlineFragmentNode fragment, CompositeType? parent)
    {
        if (fragment.TypeCondition is not null)
        {
            Check(context, "Fragment", fragment.TypeCondition);
        }
    }

    private void Check(ValidationContext context, string name, NamedTypeNode condition)
    {
        if (context.Schema.Type(condition.Name) is not (null or CompositeType))
        {
            Report(context, $"{name} cannot condition on non composite type \"{condition}\".", condition);
        }
    }
}
