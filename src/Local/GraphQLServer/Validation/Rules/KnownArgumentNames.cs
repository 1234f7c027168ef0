namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>A field or directive has the arguments that it is given. Specification 5.4.1.</summary>
internal sealed class KnownArgumentNames : ValidationRule
{
    public override void Arguments(ValidationContext context, ArgumentsOwner owner)
    {
        if (owner.Definitions is null)
        {
            return;
        }

        foreach (var argument in owner.Arguments.Where(a => owner.Definitions.All(d => d.Name != a.Name)))
        {
            Report(context, $"Unknown argument \"{argument.Name}\" on {Lower(owner.Name)}.", argument);
        }
    }

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
