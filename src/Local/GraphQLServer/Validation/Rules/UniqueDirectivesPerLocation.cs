using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>A directive stands once at a place, unless it is repeatable. Specification 5.7.3.</summary>
internal sealed class UniqueDirectivesPerLocation : ValidationRule
{
    public override void Directives(ValidationContext context, IReadOnlyList<DirectiveNode> directives, string location)
    {
        foreach (var same in directives.GroupBy(d => d.Name).Where(g => g.Count() > 1 && IsUnique(context, g.Key)))
        {
            Report(context, $"The directive \"@{same.Key}\" can only be used once at this location.", [.. same]);
        }
    }

    private static bool IsUnique(ValidationContext context, string directive) =>
        context.Directives.TryGetValue(directive, out var defined)
            ? !defined.IsRepeatable
            : context.Schema.Directive(directive) is { IsRepeatable: false };
}
