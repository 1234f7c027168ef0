using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>The schema has the directives that are used, for the places where they are. Specification 5.7.1 and 5.7.2.</summary>
internal sealed class KnownDirectives : ValidationRule
{
    public override void Directives(ValidationContext context, IReadOnlyList<DirectiveNode> directives, string location)
    {
        foreach (var directive in directives)
        {
            var locations = context.Directives.GetValueOrDefault(directive.Name)?.Locations ?? context.Schema.Directive(directive.Name)?.Locations;
            if (locations is null)
            {
                Report(context, $"Unknown directive \"@{directive.Name}\".", directive);
            }
            else if (!locations.Contains(location))
            {
                Report(context, $"Directive \"@{directive.Name}\" may not be used on {location}.", directive);
            }
        }
    }
}
