using System.Globalization;
using System.Text.Json;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Types;

/// <summary>A scalar. What it parses to is its C# value, such as <see cref="DateTimeOffset"/> for DateTime.</summary>
internal abstract class ScalarType(string name) : LeafType(name)
{
    public string? SpecifiedBy { get; init; }

    /// <summary>The C# value of a literal.</summary>
    /// <exception cref="CoercionException">The literal is none of this scalar.</exception>
    public abstract object ParseLiteral(ValueNode literal);

    /// <summary>The C# value of a literal that may have variables within, which only scalars with a structure can take.</summary>
    /// <exception cref="CoercionException">The literal is none of this scalar.</exception>
    public virtual object ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) => ParseLiteral(literal);

    /// <summary>The C# value of a variable's JSON, which is not null.</summary>
    /// <exception cref="CoercionException">The JSON is none of this scalar.</exception>
    public abstract object ParseJson(JsonElement json);

    protected CoercionException Cannot(string what, string value) =>
        new($"{Name} cannot represent {what}: {(value.Length <= 100 ? value : value[..100] + "…")}");

    protected static string? NumberText(ValueNode literal) => literal switch
    {
        IntValueNode number => number.Text,
        FloatValueNode number => number.Text,
        _ => null,
    };

    protected static string? NumberText(JsonElement json) => json.ValueKind == JsonValueKind.Number ? json.GetRawText() : null;

    protected static bool TryInteger(string? text, out long value)
    {
        value = 0;
        return text is not null
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && decimal.IsInteger(number)
            && number is >= long.MinValue and <= long.MaxValue
            && (value = (long)number) == number;
    }
}

/// <summary>A scalar that is a string in JSON and in documents.</summary>
internal abstract class TextScalar(string name) : ScalarType(name)
{
    public override object ParseLiteral(ValueNode literal) => literal is StringValueNode text
        ? Parse(text.Value) ?? throw Cannot("value", literal.ToString())
        : throw Cannot("a non string value", literal.ToString());

    public override object ParseJson(JsonElement json) => json.ValueKind == JsonValueKind.String
        ? Parse(JsonText.Of(json)) ?? throw Cannot("value", json.GetRawText())
        : throw Cannot("a non string value", json.GetRawText());

    protected abstract object? Parse(string text);
}

internal static class JsonText
{
    /// <summary>The string's value.</summary>
    /// <exception cref="CoercionException">It has half a surrogate pair, which no string has.</exception>
    public static string Of(JsonElement json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new CoercionException("String cannot represent an unpaired surrogate.");
        }
    }
}
