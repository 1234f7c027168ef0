namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>An argument is given once. Specification 5.4.2.</summary>
internal sealed class UniqueArgumentNames : ValidationRule
{
    public override void Arguments(ValidationContext context, ArgumentsOwner owner)
    {
        foreach (var same in owner.Arguments.GroupBy(a => a.Name).Where(g => g.Count() > 1))
        {
            Report(context, $"There can be only one argument named \"{same.Key}\".", [.. same]);
        }
    }
}
