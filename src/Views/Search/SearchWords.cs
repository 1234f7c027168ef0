using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace OrleansCommerce.Views.Search;

/// <summary>
/// Text as words for an index of words: letters and digits in lower case, Latin letters without accents. Both databases get words that
/// are made here, so that they find the same; and the table is here, because a process that knows no cultures cannot take accents off.
/// </summary>
internal static class SearchWords
{
    private static readonly FrozenDictionary<char, string> Letters = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["a"] = "àáâãäåāăą",
        ["ae"] = "æ",
        ["c"] = "çćĉċč",
        ["d"] = "ďđð",
        ["e"] = "èéêëēĕėęě",
        ["g"] = "ĝğġģ",
        ["h"] = "ĥħ",
        ["i"] = "ìíîïĩīĭįı",
        ["j"] = "ĵ",
        ["k"] = "ķ",
        ["l"] = "ĺļľŀł",
        ["n"] = "ñńņňŋ",
        ["o"] = "òóôõöøōŏő",
        ["oe"] = "œ",
        ["r"] = "ŕŗř",
        ["s"] = "śŝşšș",
        ["ss"] = "ß",
        ["t"] = "ţťŧț",
        ["th"] = "þ",
        ["u"] = "ùúûüũūŭůűų",
        ["w"] = "ŵ",
        ["y"] = "ýÿŷ",
        ["z"] = "źżž",
    }.SelectMany(entry => entry.Value.Select(accented => (accented, entry.Key))).ToFrozenDictionary(pair => pair.accented, pair => pair.Key);

    /// <summary>The words of some fields, each once, with a space between them.</summary>
    public static string Of(params IEnumerable<string> fields) =>
        string.Join(' ', fields.SelectMany(Split).Distinct(StringComparer.Ordinal));

    /// <summary>The words of a question, each once; none when it is null or has none.</summary>
    public static string[] Asked(string? question) =>
        question is null ? [] : [.. Split(question).Distinct(StringComparer.Ordinal).Take(SearchText.WordsMax)];

    /// <summary>
    /// Text in lower case, Latin letters without accents, marks left out, a space for each control character but the end of a line. All else stays.
    /// Half a character (a lone surrogate), which no database takes, becomes the replacement character.
    /// </summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.ToLowerInvariant().EnumerateRunes())
        {
            if (rune.IsBmp && Letters.TryGetValue((char)rune.Value, out var letters))
            {
                plain.Append(letters);
            }
            else if (rune.Value != '\n' && Rune.IsControl(rune))
            {
                plain.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(rune.ToString());
            }
        }

        return plain.ToString();
    }

    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        foreach (var c in Plain(text))
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
