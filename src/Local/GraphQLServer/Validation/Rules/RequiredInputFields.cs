using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>Input fields that are never null and have no default are given; of a OneOf type, exactly one is. Specification 5.6.4 and 5.6.5.</summary>
internal sealed class RequiredInputFields : ValidationRule
{
    public override void Value(ValidationContext context, ValueNode value, GraphType? type)
    {
        if (value is not ObjectValueNode given || type?.Named is not InputObjectType input)
        {
            return;
        }

        foreach (var field in input.Fields.Values.Where(f => f.IsRequired && given.Fields.All(g => g.Name != f.Name)))
        {
            Report(context, $"Field \"{input}.{field.Name}\" of required type \"{field.Type}\" was not provided.", given);
        }

        if (!input.IsOneOf)
        {
            return;
        }

        if (given.Fields.Count != 1)
        {
            Report(context, $"OneOf Input Object \"{input}\" must specify exactly one key.", given);
        }
        else if (given.Fields[0].Value is NullValueNode)
        {
            Report(context, $"Field \"{input}.{given.Fields[0].Name}\" must be non-null.", given);
        }
    }
}
