using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>A literal fits the type of its place. Specification 5.6.1.</summary>
internal sealed class ValuesOfCorrectType : ValidationRule
{
    public override void Value(ValidationContext context, ValueNode value, GraphType? type)
    {
        if (type is null)
        {
            return;
        }

        if (value is NullValueNode)
        {
            if (type.IsNonNull)
            {
                Report(context, $"Expected value of type \"{type}\", found null.", value);
            }

            return;
        }

        var at = type.Nullable;
        while (at is ListType list)
        {
            if (value is ListValueNode)
            {
                return;
            }

            at = list.Item.Nullable;
        }

        switch (at)
        {
            case InputObjectType when value is not ObjectValueNode:
                Report(context, $"Expected value of type \"{type}\", found {value}.", value);
                break;
            case EnumType enumeration when value is not EnumValueNode:
                Report(context, $"Enum \"{enumeration}\" cannot represent non-enum value: {value}.", value);
                break;
            case LeafType leaf:
                Parse(context, leaf, value);
                break;
        }
    }

    private void Parse(ValidationContext context, LeafType leaf, ValueNode value)
    {
        try
        {
            _ = leaf switch
            {
                EnumType enumeration => enumeration.Parse(((EnumValueNode)value).Name),
                ScalarType scalar => scalar.ParseLiteral(value),
                _ => value,
            };
        }
        catch (CoercionException misfit)
        {
            Report(context, misfit.Message, value);
        }
    }
}
