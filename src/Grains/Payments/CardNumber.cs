namespace OrleansCommerce.Grains.Payments;

/// <summary>
/// Knows a card number when it sees one: 13 to 19 digits, with blanks or dashes between them, that pass the check of
/// ISO/IEC 7812. A text that has one is refused before anything is written: who stores card numbers is bound by PCI DSS, and we are not.
/// </summary>
public static class CardNumber
{
    private const int DigitsMin = 13;
    private const int DigitsMax = 19;

    /// <summary>Whether the text has a run of digits that is a card number.</summary>
    public static bool IsIn(string text)
    {
        Span<int> digits = stackalloc int[DigitsMax + 1];
        var count = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character))
            {
                // A longer run is no card number, and its tail is none either.
                digits[Math.Min(count, DigitsMax)] = character - '0';
                count++;
            }
            else if (character is not (' ' or '-'))
            {
                if (IsCardNumber(digits, count))
                {
                    return true;
                }

                count = 0;
            }
        }

        return IsCardNumber(digits, count);
    }

    private static bool IsCardNumber(ReadOnlySpan<int> digits, int count)
    {
        if (count is < DigitsMin or > DigitsMax)
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < count; i++)
        {
            var digit = digits[count - 1 - i];
            sum += i % 2 == 0 ? digit : digit > 4 ? (2 * digit) - 9 : 2 * digit;
        }

        return sum % 10 == 0;
    }
}
