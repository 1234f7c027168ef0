namespace OrleansCommerce.Views.Search;

/// <summary>
/// Text as what an index of parts of words needs: each three characters that follow each other within a word, as a number. A word can only be in a
/// text that has all the word's numbers; that it is there is for the text itself to say, since two parts may have one number. The numbers
/// are in tables, so how they are made never changes without a migration.
/// </summary>
internal static class Trigrams
{
    /// <summary>Shorter words have no number.</summary>
    public const int Length = 3;

    /// <summary>More numbers of one word would narrow nothing.</summary>
    private const int AskedMax = 32;

    private const uint Prime = 16_777_619;
    private const uint Start = 2_166_136_261;

    /// <summary>All numbers of a text as <see cref="SearchWords.Plain"/> makes it, each once.</summary>
    public static IEnumerable<int> Of(string plain) => Pieces(plain).SelectMany(OfPiece).Distinct();

    /// <summary>The numbers that a text with this plain word has; none for a word that is too short.</summary>
    public static int[] OfWord(string word) => [.. OfPiece(word).Distinct().Take(AskedMax)];

    /// <summary>The numbers that a text has in which this plain value is, whatever words it is made of.</summary>
    public static int[] OfValue(string plain) => [.. Of(plain).Take(AskedMax)];

    /// <summary>A whole value as one number, beside those of its parts.</summary>
    public static int OfWhole(string value)
    {
        var hash = Start;
        foreach (var rune in value.EnumerateRunes())
        {
            hash = unchecked((hash ^ (uint)rune.Value) * Prime);
        }

        return unchecked((int)hash);
    }

    // As SearchText.Words takes a question apart, so that no part that could be asked for is left out.
    private static string[] Pieces(string plain) => plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<int> OfPiece(string piece)
    {
        var (seen, first, second) = (0, 0u, 0u);
        foreach (var rune in piece.EnumerateRunes())
        {
            var third = (uint)rune.Value;
            if (++seen >= Length)
            {
                yield return unchecked((int)((((first * Prime) ^ second) * Prime) ^ third));
            }

            (first, second) = (second, third);
        }
    }
}
