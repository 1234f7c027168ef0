using System.Collections.Concurrent;
using System.Diagnostics;

namespace OrleansCommerce.Faults.Tests.Load;

/// <summary>One SKU in one location, and what its shoppers were told about it.</summary>
internal sealed class Shelf(string sku, string location, int units, int shoppers)
{
    private readonly ConcurrentQueue<(long Asked, long Answered)> _answers = [];

    public string Sku { get; } = sku;

    public string Location { get; } = location;

    /// <summary>Units that were there at first.</summary>
    public int Units { get; } = units;

    /// <summary>How many shoppers want them.</summary>
    public int Shoppers { get; } = shoppers;

    /// <summary>Everything that a shopper ever wanted, by the id of its reservation or operation.</summary>
    public ConcurrentDictionary<string, bool> Asked { get; } = new(StringComparer.Ordinal);

    /// <summary>Reservations that were acknowledged, and their units.</summary>
    public ConcurrentDictionary<string, int> Reserved { get; } = new(StringComparer.Ordinal);

    /// <summary>Of these, those whose end was acknowledged: true for taken away, false for given back.</summary>
    public ConcurrentDictionary<string, bool> Ended { get; } = new(StringComparer.Ordinal);

    /// <summary>Receipts that were acknowledged, and their units.</summary>
    public ConcurrentDictionary<string, int> Received { get; } = new(StringComparer.Ordinal);

    /// <summary>Reservations that were refused: there was not enough.</summary>
    public ConcurrentDictionary<string, bool> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// What was sent more than once. The first request may still be under way when its repeat is refused for want of units, and be granted
    /// after that, when there are some: then the unit is held although its shopper was told that there was none.
    /// </summary>
    public ConcurrentDictionary<string, bool> Repeated { get; } = new(StringComparer.Ordinal);

    /// <summary>Notes an answer, and when it was first asked for.</summary>
    public void Answered(long asked) => _answers.Enqueue((asked, Stopwatch.GetTimestamp()));

    /// <summary>Answers to what was asked after a moment.</summary>
    public int AnswersAfter(long moment) => _answers.Count(answer => answer.Asked > moment);

    /// <summary>The longest time between two answers, of those that end between two moments.</summary>
    public TimeSpan LongestSilence(long from, long to)
    {
        var longest = TimeSpan.Zero;
        long? before = null;
        foreach (var (_, answered) in _answers.OrderBy(answer => answer.Answered))
        {
            if (before is { } last && answered > from && last < to)
            {
                var silence = Stopwatch.GetElapsedTime(last, answered);
                longest = silence > longest ? silence : longest;
            }

            before = answered;
        }

        return longest;
    }
}
