using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>An input field is given once. Specification 5.6.3.</summary>
internal sealed class UniqueInputFieldNames : ValidationRule
{
    public override void Value(ValidationContext context, ValueNode value, GraphType? type)
    {
        if (value is ObjectValueNode given)
        {
            foreach (var same in given.Fields.GroupBy(f => f.Name).Where(g => g.Count() > 1))
            {
                Report(context, $"There can be only one input field named \"{same.Key}\".", [.. same]);
            }
        }
    }
}
