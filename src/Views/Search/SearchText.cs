namespace OrleansCommerce.Views.Search;

/// <summary>What is searched, and the words that are looked for in it: both in lower case.</summary>
internal static class SearchText
{
    /// <summary>A search looks for this many words; each further one would cost and narrow little.</summary>
    public const int WordsMax = 10;

    /// <summary>The text of a row: its fields, a line each, so that no word is found across two of them.</summary>
    public static string Of(params IEnumerable<string> fields) => string.Join('\n', fields).ToLowerInvariant();

    /// <summary>The words of a question, each once; none when it is null or blank.</summary>
    public static string[] Words(string? search) =>
        search is null
            ? []
            : [.. search.ToLowerInvariant()
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.Ordinal)
                .Take(WordsMax)];
}
