using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>An input object has the fields that it is given. Specification 5.6.2.</summary>
internal sealed class KnownInputFieldNames : ValidationRule
{
    public override void Value(ValidationContext context, ValueNode value, GraphType? type)
    {
        if (value is ObjectValueNode given && type?.Named is InputObjectType input)
        {
            foreach (var field in given.Fields.Where(f => !input.Fields.ContainsKey(f.Name)))
            {
                Report(context, $"Field \"{field.Name}\" is not defined by type \"{input}\".", field);
            }
        }
    }
}
