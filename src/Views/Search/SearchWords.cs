using System.Globalization;
using System.Text;

namespace OrleansCommerce.Views.Search;

/// <summary>
/// Text as words for an index of words: letters and digits in lower case, without accents where the process knows cultures. Both databases get words that are made here,
/// so that they find the same.
/// </summary>
internal static class SearchWords
{
    /// <summary>The words of some fields, each once, with a space between them.</summary>
    public static string Of(params IEnumerable<string> fields) =>
        string.Join(' ', fields.SelectMany(Split).Distinct(StringComparer.Ordinal));

    /// <summary>The words of a question, each once; none when it is null or has none.</summary>
    public static string[] Asked(string? question) =>
        question is null ? [] : [.. Split(question).Distinct(StringComparer.Ordinal).Take(SearchText.WordsMax)];

    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && word.Length > 0)
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
