using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>A fragment can apply to some object of its place. Specification 5.5.2.3.</summary>
internal sealed class PossibleFragmentSpreads : ValidationRule
{
    public override void InlineFragment(ValidationContext context, InlineFragmentNode fragment, CompositeType? parent) =>
        Check(context, "Fragment", fragment, fragment.TypeCondition, parent);

    public override void Spread(ValidationContext context, FragmentSpreadNode spread, CompositeType? parent)
    {
        if (context.Fragments.TryGetValue(spread.Name, out var fragment))
        {
            Check(context, $"Fragment \"{spread.Name}\"", spread, fragment.TypeCondition, parent);
        }
    }

    private void Check(ValidationContext context, string name, SyntaxNode node, NamedTypeNode? condition, CompositeType? parent)
    {
        if (parent is not null
            && condition is not null
            && context.Schema.Type(condition.Name) is CompositeType type
            && !context.Schema.PossibleTypes(parent).Overlaps(context.Schema.PossibleTypes(type)))
        {
            Report(context, $"{name} cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", node);
        }
    }
}
