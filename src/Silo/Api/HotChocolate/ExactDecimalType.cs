using System.Globalization;
using System.Text.Json;
using HotChocolate.Language;
using HotChocolate.Types;

namespace OrleansCommerce.Silo;

/// <summary>The scalar <c>Decimal</c>; a number that would have to be rounded is refused, as the embedded server refuses it.</summary>
internal sealed class ExactDecimalType : DecimalType
{
    // System.Decimal holds every number of this many significant digits.
    private const int MaxDigits = 28;

    /// <summary>In the words of the embedded server.</summary>
    public ExactDecimalType()
        : base("Decimal", "A decimal number of up to 28 significant digits, exact.", bind: BindingBehavior.Implicit) => SpecifiedBy = null;

    /// <inheritdoc/>
    protected override decimal OnCoerceInputLiteral(IFloatValueLiteral valueLiteral) => valueLiteral switch
    {
        IntValueNode number => Parse(number.Value),
        FloatValueNode number => Parse(number.Value),
        _ => valueLiteral.ToDecimal(),
    };

    /// <inheritdoc/>
    protected override decimal OnCoerceInputValue(JsonElement inputValue) => Parse(inputValue.GetRawText());

    private static decimal Parse(string text) =>
        Digits(text) <= MaxDigits && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"A Decimal has at most {MaxDigits} significant digits.");

    private static int Digits(string text)
    {
        var exponent = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = (exponent < 0 ? text.AsSpan() : text.AsSpan(0, exponent)).TrimStart("-0.");
        return mantissa.Length - mantissa.Count('.');
    }
}
