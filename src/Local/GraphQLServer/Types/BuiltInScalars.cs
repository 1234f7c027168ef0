using System.Globalization;
using System.Text.Json;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Types;

internal sealed class IntScalar() : ScalarType("Int")
{
    public override object ParseLiteral(ValueNode literal) =>
        literal is IntValueNode number ? Parse(number.Text, literal.ToString()) : throw Cannot("non-integer value", literal.ToString());

    public override object ParseJson(JsonElement json) => Parse(NumberText(json), json.GetRawText());

    public override object Complete(object value) => value switch
    {
        int or short or byte => Convert.ToInt32(value, CultureInfo.InvariantCulture),
        long number => number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : throw Cannot("non 32-bit signed integer value", number.ToString(CultureInfo.InvariantCulture)),
        _ => throw Cannot("non-integer value", $"{value}"),
    };

    private int Parse(string? text, string written) => !TryInteger(text, out var number)
        ? throw Cannot("non-integer value", written)
        : number is >= int.MinValue and <= int.MaxValue ? (int)number : throw Cannot("non 32-bit signed integer value", written);
}

internal sealed class LongScalar() : ScalarType("Long")
{
    public override object ParseLiteral(ValueNode literal) =>
        literal is IntValueNode number && TryInteger(number.Text, out var value)
            ? value
            : throw Cannot("non 64-bit signed integer value", literal.ToString());

    public override object ParseJson(JsonElement json) =>
        TryInteger(NumberText(json), out var value) ? value : throw Cannot("non 64-bit signed integer value", json.GetRawText());

    public override object Complete(object value) => value switch
    {
        long => value,
        int or short or byte or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => throw Cannot("non-integer value", $"{value}"),
    };
}

internal sealed class FloatScalar() : ScalarType("Float")
{
    public override object ParseLiteral(ValueNode literal) => Parse(NumberText(literal), literal.ToString());

    public override object ParseJson(JsonElement json) => Parse(NumberText(json), json.GetRawText());

    public override object Complete(object value) => value switch
    {
        double or float or int or long => Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && double.IsFinite(number)
            ? number
            : throw Cannot("non numeric value", $"{value}"),
        _ => throw Cannot("non numeric value", $"{value}"),
    };

    private double Parse(string? text, string written) =>
        text is not null
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : throw Cannot("non numeric value", written);
}

internal sealed class BooleanScalar() : ScalarType("Boolean")
{
    public override object ParseLiteral(ValueNode literal) =>
        literal is BooleanValueNode boolean ? boolean.Value : throw Cannot("a non boolean value", literal.ToString());

    public override object ParseJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Cannot("a non boolean value", json.GetRawText()),
    };

    public override object Complete(object value) => value is bool ? value : throw Cannot("a non boolean value", $"{value}");
}

internal sealed class StringScalar() : TextScalar("String")
{
    public override object Complete(object value) => value as string ?? throw Cannot("value", $"{value}");

    protected override object Parse(string text) => text;
}

/// <summary>An identifier: a string, or an integer that is taken as its digits.</summary>
internal sealed class IdScalar() : ScalarType("ID")
{
    public override object ParseLiteral(ValueNode literal) => literal switch
    {
        StringValueNode text => text.Value,
        IntValueNode number => number.Text,
        _ => throw Cannot("a non-string and non-integer value", literal.ToString()),
    };

    public override object ParseJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => JsonText.Of(json),
        JsonValueKind.Number when TryInteger(json.GetRawText(), out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => throw Cannot("a non-string and non-integer value", json.GetRawText()),
    };

    public override object Complete(object value) => value switch
    {
        string => value,
        int or long or Guid => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => throw Cannot("value", $"{value}"),
    };
}
