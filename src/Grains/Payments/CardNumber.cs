namespace OrleansCommerce.Grains.Payments;

/// <summary>
/// Knows a card number when it sees one: 13 to 19 digits, with blanks or dashes between them, that pass the check of
/// ISO/IEC 7812. A text that has one is refused before anything is written: who stores card numbers is bound by PCI DSS, and we are not.
/// Digits that touch a letter are part of a word, such as a hexadecimal token, of which about one in a thousand would pass the check.
/// </summary>
public static class CardNumber
{
    private const int DigitsMin = 13;
    private const int DigitsMax = 19;

    /// <summary>Whether the text has a run of digits that is a card number. Other digits may stand before or behind it, but for a gap.</summary>
    public static bool IsIn(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var isGroup = char.IsAsciiDigit(text[start]) && (start == 0 || !char.IsAsciiLetterOrDigit(text[start - 1]));
            if (isGroup && Begins(text.AsSpan(start)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the groups of digits from here on, so many as they are, make up a card number.</summary>
    private static bool Begins(ReadOnlySpan<char> text)
    {
        Span<int> digits = stackalloc int[DigitsMax];
        var count = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                if (text[at] is not (' ' or '-'))
                {
                    return false;
                }

                continue;
            }

            if (count == DigitsMax)
            {
                return false;
            }

            digits[count++] = text[at] - '0';
            var isGroupsEnd = at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1]);
            if (isGroupsEnd && count >= DigitsMin && PassesCheck(digits[..count]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool PassesCheck(ReadOnlySpan<int> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i];
            sum += i % 2 == 0 ? digit : digit > 4 ? (2 * digit) - 9 : 2 * digit;
        }

        return sum % 10 == 0;
    }
}
