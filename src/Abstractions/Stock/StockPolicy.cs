using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Orleans;

namespace OrleansCommerce.Stock;

/// <summary>Whether more may be promised than is on hand.</summary>
public enum OversellRule
{
    /// <summary>Never: the rule when nothing else is said.</summary>
    Never,

    /// <summary>Up to a number of units that are going to come.</summary>
    BackOrder,

    /// <summary>Up to a number of units, until the release date; from then on never.</summary>
    PreOrder,

    /// <summary>Always: units are counted, and nothing is refused.</summary>
    TrackOnly,
}

/// <summary>Units of a shelf that a channel may not have.</summary>
/// <param name="Channel">Which channel.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
[GenerateSerializer, Immutable, Alias("oc.ChannelBuffer")]
public sealed record ChannelBuffer([property: Id(0)] Channel Channel, [property: Id(1)] int Quantity);

/// <summary>What may be promised of one SKU at one location, and to whom.</summary>
/// <param name="Rule">Whether more may be promised than is on hand.</param>
/// <param name="Limit">Units beyond those on hand, for back-orders and pre-orders; else 0.</param>
/// <param name="ReleaseAt">Until when pre-orders are taken, UTC; else null.</param>
/// <param name="Buffers">At most one for each channel, by channel.</param>
[GenerateSerializer, Immutable, Alias("oc.StockPolicy")]
public sealed record StockPolicy(
    [property: Id(0)] OversellRule Rule,
    [property: Id(1)] int Limit,
    [property: Id(2)] DateTimeOffset? ReleaseAt,
    [property: Id(3)] ImmutableArray<ChannelBuffer> Buffers)
{
    /// <summary>
    /// What may be promised beyond the units on hand when nothing is refused: so many that nobody notices, and so few that sums do not
    /// overflow.
    /// </summary>
    public const int TrackOnlyUnits = 1_000_000_000;

    /// <summary>Never oversold, and open to every channel.</summary>
    public static StockPolicy Default { get; } = new(OversellRule.Never, 0, null, []);

    /// <summary>Units that may have been promised beyond those on hand.</summary>
    [JsonIgnore]
    public int Allowance => Rule == OversellRule.TrackOnly ? TrackOnlyUnits : Limit;

    /// <summary>Units that may be promised beyond those on hand at <paramref name="now"/>.</summary>
    public int AllowanceAt(DateTimeOffset now) => Rule == OversellRule.PreOrder && now >= ReleaseAt ? 0 : Allowance;

    /// <summary>Units that <paramref name="channel"/> may not have.</summary>
    public int BufferOf(Channel channel)
    {
        foreach (var buffer in Buffers)
        {
            if (buffer.Channel == channel)
            {
                return buffer.Quantity;
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    public bool Equals(StockPolicy? other) =>
        other is not null && Rule == other.Rule && Limit == other.Limit && ReleaseAt == other.ReleaseAt && Buffers.SequenceEqual(other.Buffers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rule, Limit, ReleaseAt, Buffers.Length);
}

/// <summary>Whether more may be promised than is on hand is set.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Limit">1 to 1,000,000 for back-orders and pre-orders, else 0.</param>
/// <param name="ReleaseAt">For pre-orders, UTC, in the future; else null.</param>
[GenerateSerializer, Immutable, Alias("oc.SetStockPolicy")]
public sealed record SetStockPolicy(
    [property: Id(0)] string OperationId,
    [property: Id(1)] OversellRule Rule,
    [property: Id(2)] int Limit,
    [property: Id(3)] DateTimeOffset? ReleaseAt);

/// <summary>The units that a channel may not have are set.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Channel">Which channel.</param>
/// <param name="Quantity">0 to 1,000,000.</param>
[GenerateSerializer, Immutable, Alias("oc.SetChannelBuffer")]
public sealed record SetChannelBuffer(
    [property: Id(0)] string OperationId, [property: Id(1)] Channel Channel, [property: Id(2)] int Quantity);
