using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>What may be promised of one SKU at one location, and to whom.</summary>
public sealed class StockPolicy(Stock.StockPolicy policy)
{
    /// <summary>Whether more may be promised than is on hand.</summary>
    public OversellRule Rule => policy.Rule;

    /// <summary>Units beyond those on hand, for back-orders and pre-orders; else 0.</summary>
    public int Limit => policy.Limit;

    /// <summary>Until when pre-orders are taken; else null.</summary>
    public DateTimeOffset? ReleaseAt => policy.ReleaseAt;

    /// <summary>Units that channels may not have; at most one for each channel: one that may have all is not in it.</summary>
    public IReadOnlyList<ChannelBuffer> Buffers { get; } = [.. policy.Buffers.Select(buffer => new ChannelBuffer(buffer))];
}

/// <summary>Units of a shelf that a channel may not have.</summary>
public sealed class ChannelBuffer(Stock.ChannelBuffer buffer)
{
    /// <summary>Which channel.</summary>
    public Channel Channel => buffer.Channel;

    /// <summary>Units, more than 0.</summary>
    public int Quantity => buffer.Quantity;
}
