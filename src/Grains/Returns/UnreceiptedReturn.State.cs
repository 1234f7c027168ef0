using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Returns;

namespace OrleansCommerce.Grains.Returns;

public static partial class UnreceiptedReturn
{
    /// <summary>One return without a receipt, accepted or not yet there.</summary>
    public sealed record State : IAggregateState
    {
        /// <summary>There is none yet.</summary>
        public static State Initial { get; } = new();

        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>What was accepted; null when nothing was.</summary>
        public Event.Accepted? Accepted { get; init; }

        /// <summary>The lines, from 0, whose units are still to be put on hand.</summary>
        public ImmutableSortedSet<int> ToRestock { get; init; } = [];

        /// <summary>When a restock that was cut off goes on; null when none is open.</summary>
        [JsonIgnore]
        public DateTimeOffset? NextWake => ToRestock.IsEmpty ? null : Accepted!.At + ResumeAfter;

        /// <summary>The return as callers see it; null when there is none.</summary>
        public UnreceiptedReturnDetails? ToDetails(string returnId) =>
            Accepted is null
                ? null
                : new UnreceiptedReturnDetails(
                    returnId,
                    Accepted.LocationId,
                    Accepted.CustomerId,
                    [.. Accepted.Lines.Select(line => new UnreceiptedReturnLine(
                        line.Sku, line.Quantity, new Money(line.UnitPrice, Accepted.Currency), line.Disposition))],
                    new Money(Accepted.Refund, Accepted.Currency),
                    Accepted.ApprovedBy,
                    Accepted.At);
    }
}
