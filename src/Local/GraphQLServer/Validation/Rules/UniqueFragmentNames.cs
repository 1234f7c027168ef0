using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>Each fragment has a name of its own. Specification 5.5.1.1.</summary>
internal sealed class UniqueFragmentNames : ValidationRule
{
    public override void Fragment(ValidationContext context, FragmentNode fragment)
    {
        if (context.Fragments[fragment.Name] is var first && first != fragment)
        {
            Report(context, $"There can be only one fragment named \"{fragment.Name}\".", first, fragment);
        }
    }
}
