using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>A spread names a fragment of the document. Specification 5.5.2.1.</summary>
internal sealed class KnownFragmentNames : ValidationRule
{
    public override void Spread(ValidationContext context, FragmentSpreadNode spread, CompositeType? parent)
    {
        if (!context.Fragments.ContainsKey(spread.Name))
        {
            Report(context, $"Unknown fragment \"{spread.Name}\".", spread);
        }
    }
}
