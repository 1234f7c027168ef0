namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>Arguments that are never null and have no default are given. Specification 5.4.3.</summary>
internal sealed class ProvidedRequiredArguments : ValidationRule
{
    public override void Arguments(ValidationContext context, ArgumentsOwner owner)
    {
        foreach (var definition in owner.Definitions?.Where(d => d.IsRequired) ?? [])
        {
            if (owner.Arguments.All(a => a.Name != definition.Name))
            {
                Report(
                    context,
                    $"{owner.Name} argument \"{definition.Name}\" of type \"{definition.Type}\" is required, but it was not provided.",
                    owner.Node);
            }
        }
    }
}
