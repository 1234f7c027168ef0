using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>Every fragment is reached by an operation. Specification 5.5.1.4.</summary>
internal sealed class NoUnusedFragments : ValidationRule
{
    public override void Finish(ValidationContext context)
    {
        var used = context.Document.Definitions.OfType<OperationNode>()
            .SelectMany(context.Reached)
            .OfType<FragmentNode>()
            .Select(f => f.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var fragment in context.Document.Definitions.OfType<FragmentNode>().Where(f => !used.Contains(f.Name)))
        {
            Report(context, $"Fragment \"{fragment.Name}\" is never used.", fragment);
        }
    }
}
