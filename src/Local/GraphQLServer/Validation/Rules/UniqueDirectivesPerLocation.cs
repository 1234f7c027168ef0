using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>A directive stands once at a place. Specification 5.7.3.</summary>
internal sealed class UniqueDirectivesPerLocation : ValidationRule
{
    public override void Directives(ValidationContext context, IReadOnlyList<DirectiveNode> directives, string location)
    {
        foreach (var same in directives.GroupBy(d => d.Name).Where(g => g.Count() > 1))
        {
            Report(context, $"The directive \"@{same.Key}\" can only be used once at this location.", [.. same]);
        }
    }
}
