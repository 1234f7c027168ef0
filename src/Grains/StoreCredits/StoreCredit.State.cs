using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.StoreCredits;

namespace OrleansCommerce.Grains.StoreCredits;

public static partial class StoreCredit
{
    /// <summary>How the durable names map to the events.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>None was given yet.</summary>
    public static State Nothing(string creditId) => new(creditId);

    /// <summary>An amount that was taken off.</summary>
    /// <param name="Id">What a tender names.</param>
    /// <param name="OperationId">Of the request.</param>
    /// <param name="Amount">More than 0.</param>
    /// <param name="LocationId">Where.</param>
    /// <param name="At">UTC.</param>
    /// <param name="OrderId">The sale that used it; null when none did yet.</param>
    /// <param name="IsReversed">Whether it was given back.</param>
    public sealed record Redemption(
        string Id, string OperationId, decimal Amount, string LocationId, DateTimeOffset At, string? OrderId = null, bool IsReversed = false);

    /// <summary>What happened to a store credit. Amounts are in its currency.</summary>
    public abstract record Event
    {
        private Event()
        {
        }

        /// <summary>An amount was added.</summary>
        [Alias("store-credit.issued")]
        public sealed record Issued(
            Operation Operation, string? CustomerId, string Currency, decimal Amount, string SourceId, DateTimeOffset At) : Event;

        /// <summary>An amount was taken off.</summary>
        [Alias("store-credit.redeemed")]
        public sealed record Redeemed(Operation Operation, string RedemptionId, decimal Amount, string LocationId, DateTimeOffset At) : Event;

        /// <summary>A redemption was given back.</summary>
        [Alias("store-credit.redemption-reversed")]
        public sealed record RedemptionReversed(Operation Operation, string RedemptionId, DateTimeOffset At) : Event;

        /// <summary>A sale uses a redemption.</summary>
        [Alias("store-credit.redemption-used")]
        public sealed record RedemptionUsed(string RedemptionId, string OrderId) : Event;
    }

    /// <summary>One store credit.</summary>
    /// <param name="Id">The grain's key.</param>
    public sealed record State(string Id) : IAggregateState
    {
        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>ISO 4217; null when none was given yet.</summary>
        public string? Currency { get; init; }

        /// <summary>Whose; null when it belongs to whoever shows it.</summary>
        public string? CustomerId { get; init; }

        /// <summary>All that was ever given.</summary>
        public decimal Issued { get; init; }

        /// <summary>What was taken off, oldest first.</summary>
        public ImmutableList<Redemption> Redemptions { get; init; } = [];

        /// <summary>How many operations there were.</summary>
        public int OperationCount { get; init; }

        /// <summary>The operations.</summary>
        public OperationLog Operations { get; init; } = OperationLog.Empty;

        /// <summary>What is left.</summary>
        [JsonIgnore]
        public decimal Balance => Issued - Redemptions.Where(redemption => !redemption.IsReversed).Sum(redemption => redemption.Amount);

        /// <summary>As callers see it; null when none was given.</summary>
        public StoreCreditDetails? Details() => Currency is not { } currency
            ? null
            : new StoreCreditDetails(
                Id,
                CustomerId,
                new Money(Issued, currency),
                new Money(Balance, currency),
                [
                    .. Redemptions.Select(redemption => new RedemptionDetails(
                        redemption.Id,
                        new Money(redemption.Amount, currency),
                        redemption.LocationId,
                        redemption.At,
                        redemption.OrderId,
                        redemption.IsReversed)),
                ]);
    }
}
