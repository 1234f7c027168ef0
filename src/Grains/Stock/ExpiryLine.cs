using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using Holds = OrleansCommerce.Grains.EventSourcing.TrieDictionary<OrleansCommerce.Grains.Stock.StockItem.Hold>;

namespace OrleansCommerce.Grains.Stock;

/// <summary>
/// Reservations in the order in which they end. Most last equally long, so nearly all of them join at the end, which costs a place in an
/// array; those that end before the last of the line stand in a sorted set beside it. One that leaves from within the line is passed over later:
/// whether it still holds is known to the reservations themselves.
/// </summary>
public sealed class ExpiryLine
{
    /// <summary>So many may have left from within the line, beyond those that still hold, before it is made anew.</summary>
    private const int GoneMax = 256;

    private readonly ChunkedQueue<StockItem.Expiry> _line;
    private readonly DateTimeOffset _last;
    private readonly ImmutableSortedSet<StockItem.Expiry> _early;
    private readonly int _gone;

    private ExpiryLine(
        StockItem.Expiry? first, ChunkedQueue<StockItem.Expiry> line, DateTimeOffset last, ImmutableSortedSet<StockItem.Expiry> early, int gone) =>
        (First, _line, _last, _early, _gone) = (first, line, last, early, gone);

    /// <summary>Nobody waits.</summary>
    public static ExpiryLine Empty { get; } = new(null, default, DateTimeOffset.MinValue, [], 0);

    /// <summary>
    /// Who ends first; null when nobody waits. It always still holds. Kept here, since every command asks for it: the line's own first place
    /// is three steps further into memory that nobody else has touched for long.
    /// </summary>
    public StockItem.Expiry? First { get; }

    /// <summary>The line of reservations that hold.</summary>
    public static ExpiryLine Of(Holds holds)
    {
        if (holds.Count == 0)
        {
            return Empty;
        }

        ChunkedQueue<StockItem.Expiry> line = default;
        var last = DateTimeOffset.MinValue;
        foreach (var expiry in holds.Select(static hold => new StockItem.Expiry(hold.Value.ExpiresAt, hold.Key)).Order())
        {
            line = line.Enqueue(expiry);
            last = expiry.At;
        }

        return Of(line, last, [], 0);
    }

    /// <summary>One more.</summary>
    public ExpiryLine Add(StockItem.Expiry expiry)
    {
        if (expiry.At < _last)
        {
            return new ExpiryLine(First < expiry ? First : expiry, _line, _last, _early.Add(expiry), _gone);
        }

        var line = _line.Enqueue(expiry);
        return _line.IsEmpty ? Of(line, expiry.At, _early, _gone) : new ExpiryLine(First, line, expiry.At, _early, _gone);
    }

    /// <summary>One less.</summary>
    /// <param name="expiry">Which holds no more.</param>
    /// <param name="holds">Those that still hold.</param>
    public ExpiryLine Remove(StockItem.Expiry expiry, Holds holds)
    {
        if (_early.Contains(expiry))
        {
            return Of(_line, _last, _early.Remove(expiry), _gone);
        }

        if (_line.Peek() != expiry)
        {
            return _gone < GoneMax + holds.Count ? new ExpiryLine(First, _line, _last, _early, _gone + 1) : Of(holds);
        }

        var line = _line.Dequeue();
        var gone = _gone;
        while (!line.IsEmpty && !IsHeld(line.Peek(), holds))
        {
            line = line.Dequeue();
            gone--;
        }

        return Of(line, line.IsEmpty ? DateTimeOffset.MinValue : _last, _early, gone);
    }

    /// <summary>Those whose time is over, in no particular order.</summary>
    public IEnumerable<StockItem.Expiry> Over(DateTimeOffset now, Holds holds)
    {
        foreach (var expiry in _early.TakeWhile(expiry => expiry.At <= now))
        {
            yield return expiry;
        }

        foreach (var expiry in _line)
        {
            if (expiry.At > now)
            {
                yield break;
            }

            if (IsHeld(expiry, holds))
            {
                yield return expiry;
            }
        }
    }

    private static ExpiryLine Of(
        ChunkedQueue<StockItem.Expiry> line, DateTimeOffset last, ImmutableSortedSet<StockItem.Expiry> early, int gone)
    {
        StockItem.Expiry? head = line.IsEmpty ? null : line.Peek();
        StockItem.Expiry? soonest = early.IsEmpty ? null : early.Min;
        return new ExpiryLine(soonest is null || head < soonest ? head : soonest, line, last, early, gone);
    }

    private static bool IsHeld(StockItem.Expiry expiry, Holds holds) =>
        holds.TryGetValue(expiry.ReservationId, out var hold) && hold.ExpiresAt == expiry.At;
}
