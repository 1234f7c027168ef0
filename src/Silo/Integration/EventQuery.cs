using System.Globalization;
using OrleansCommerce.Integration.Feed;

namespace OrleansCommerce.Silo.Integration;

/// <summary>What a request for events asks.</summary>
/// <param name="After">A cursor; null for the feed's beginning.</param>
/// <param name="Types">Only these; all when it is null.</param>
/// <param name="First">How many.</param>
/// <param name="Wait">How long for the first.</param>
internal sealed record EventQuery(string? After, IReadOnlySet<string>? Types, int First, TimeSpan Wait)
{
    private static readonly HashSet<string> Known = new(["after", "types", "first", "wait"], StringComparer.Ordinal);

    /// <summary>Reads it; false, with a sentence, when something in it cannot be right.</summary>
    public static bool TryRead(IQueryCollection query, out EventQuery read, out string wrong)
    {
        read = new EventQuery(query["after"].FirstOrDefault(), null, EventFeedReader.FirstDefault, TimeSpan.Zero);
        wrong = string.Empty;
        if (query.Keys.FirstOrDefault(static key => !Known.Contains(key)) is { } unknown)
        {
            wrong = $"There is no parameter '{unknown}'; there are {string.Join(", ", Known.Order(StringComparer.Ordinal))}.";
        }
        else if (query.FirstOrDefault(static pair => pair.Value.Count > 1).Key is { } twice)
        {
            wrong = $"{twice} must be given once; types are separated by commas.";
        }
        else if (read.After is { } after && !EventFeedReader.IsCursor(after))
        {
            wrong = $"after: it is no cursor of this feed, nor '{EventFeedReader.Latest}'; leave it out for the beginning.";
        }
        else if (Number(query["first"], EventFeedReader.FirstDefault) is not (>= 1 and <= EventFeedReader.FirstMax and var first))
        {
            wrong = $"first must be from 1 to {EventFeedReader.FirstMax}.";
        }
        else if (Number(query["wait"], 0) is not (>= 0 and <= EventFeedReader.WaitSecondsMax and var wait))
        {
            wrong = $"wait must be from 0 to {EventFeedReader.WaitSecondsMax} seconds.";
        }
        else if (query["types"].FirstOrDefault() is { } types)
        {
            var asked = types.Split(',').ToHashSet(StringComparer.Ordinal);
            if (asked.FirstOrDefault(static type => !EventFeedReader.Types.Contains(type, StringComparer.Ordinal)) is { } missing)
            {
                wrong = $"types: there is no type '{missing}'; there are {string.Join(", ", EventFeedReader.Types)}.";
            }

            read = read with { Types = asked, First = first, Wait = TimeSpan.FromSeconds(wait) };
        }
        else
        {
            read = read with { First = first, Wait = TimeSpan.FromSeconds(wait) };
        }

        return wrong.Length == 0;
    }

    private static int? Number(string? text, int otherwise) => text is null
        ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
