using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Lockers;

public static partial class LockerBank
{
    /// <summary>One locker bank.</summary>
    public sealed record State : IAggregateState
    {
        /// <summary>Nothing ever happened: the bank has its default compartments, all free.</summary>
        public static State Initial { get; } = new();

        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>In the order in which they were configured; ids are unique.</summary>
        public ImmutableArray<Compartment> Compartments { get; init; } = DefaultLayout;

        /// <summary>The parcels that lie in the bank, each under the id of its compartment: one compartment cannot have two.</summary>
        public ImmutableDictionary<string, Parcel> Loaded { get; init; } = ImmutableDictionary<string, Parcel>.Empty;

        /// <summary>What orders were not told yet, the oldest first.</summary>
        public ImmutableList<Telling> Untold { get; init; } = [];

        /// <summary>When wrong codes were typed, as far as they still count; fewer than <see cref="WrongCodesMax"/>.</summary>
        public ImmutableArray<DateTimeOffset> WrongCodes { get; init; } = [];

        /// <summary>No code is taken before; null when there never was too much guessing.</summary>
        public DateTimeOffset? LockedUntil { get; init; }

        /// <summary>Deposits, openings and pickups, so that a repeat gets its first answer.</summary>
        public OperationLog Operations { get; init; } = OperationLog.Empty;

        /// <summary>Refused codes by the id of their operation, so that a repeat is not another guess; at least <see cref="RefusalsMin"/>.</summary>
        public BoundedLog<Refusal> Refusals { get; init; } = BoundedLog<Refusal>.Empty;

        /// <summary>When something is to be done though nothing happens: an order is told again, a parcel expires. Null when never.</summary>
        [JsonIgnore]
        public DateTimeOffset? NextWake
        {
            get
            {
                var deadlines = Loaded.Values.Where(parcel => parcel.Stage == ParcelStage.Waiting).Select(parcel => parcel.Deadline);
                return Untold.Select(telling => telling.Since + TellAgainAfter).Concat(deadlines).Min(due => (DateTimeOffset?)due);
            }
        }

        /// <summary>A parcel that lies in the bank; null when it does not.</summary>
        public Parcel? FindParcel(string parcelId) => Loaded.Values.FirstOrDefault(parcel => parcel.Id == parcelId);

        /// <summary>What an order was not told yet of a parcel; null when it was.</summary>
        public Telling? FindUntold(string parcelId, OrderNews news) =>
            Untold.Find(telling => telling.Parcel.Id == parcelId && telling.News == news);

        /// <summary>What a compartment is doing. A loaded one that is out of order becomes that when it is emptied.</summary>
        public CompartmentStatus StatusOf(Compartment compartment) =>
            Loaded.ContainsKey(compartment.Id) ? CompartmentStatus.Loaded
            : compartment.OutOfOrder ? CompartmentStatus.OutOfOrder
            : CompartmentStatus.Free;

        /// <summary>The bank as callers see it.</summary>
        public LockerBankDetails ToDetails(string bankId) =>
            new(
                bankId,
                [.. Compartments.Select(compartment => new CompartmentDetails(
                    compartment.Id, compartment.Size, StatusOf(compartment), Loaded.GetValueOrDefault(compartment.Id)?.OrderId))],
                Version);
    }

    /// <summary>What may be done with a parcel that lies in the bank.</summary>
    public enum ParcelStage
    {
        /// <summary>Its code opens.</summary>
        Waiting,

        /// <summary>It was not fetched in time; staff take it out.</summary>
        Expired,

        /// <summary>Its order was cancelled; staff take it out.</summary>
        Withdrawn,
    }

    /// <summary>A parcel in its compartment.</summary>
    /// <param name="Id">Its fulfilment's id.</param>
    /// <param name="OrderId">Whose goods.</param>
    /// <param name="CompartmentId">Where it is.</param>
    /// <param name="CodeAttempt">With it the code can be told again.</param>
    /// <param name="CodeHash">Recognises the code.</param>
    /// <param name="Deadline">The code holds until then.</param>
    /// <param name="Stage">What may be done with it.</param>
    /// <param name="Opened">Whether its code opened the door already: only then can it have been picked up.</param>
    /// <param name="Deposit">The request that put it in.</param>
    public sealed record Parcel(
        string Id,
        string OrderId,
        string CompartmentId,
        int CodeAttempt,
        string CodeHash,
        DateTimeOffset Deadline,
        ParcelStage Stage,
        bool Opened,
        Operation Deposit)
    {
        /// <summary>As callers see it while it lies in the bank.</summary>
        public LockerParcelDetails ToDetails() =>
            ToDetails(Stage switch
            {
                ParcelStage.Waiting => FulfillmentStatus.ReadyForPickup,
                ParcelStage.Expired => FulfillmentStatus.Expired,
                _ => FulfillmentStatus.Cancelled,
            });

        /// <summary>As callers see it once it was fetched.</summary>
        public LockerParcelDetails ToCollectedDetails() => ToDetails(FulfillmentStatus.Collected);

        private LockerParcelDetails ToDetails(FulfillmentStatus status) => new(Id, OrderId, CompartmentId, status, Deadline);
    }

    /// <summary>How a code was refused.</summary>
    /// <param name="Fingerprint">Of the operation that it came with.</param>
    /// <param name="AttemptsLeft">How many more wrong codes until the bank locks out.</param>
    /// <param name="LockedUntil">Set when this one locked the bank out.</param>
    public readonly record struct Refusal(string Fingerprint, int AttemptsLeft, DateTimeOffset? LockedUntil)
    {
        /// <summary>What was answered.</summary>
        [JsonIgnore]
        public Failure Answer => LockedUntil is { } until ? new LockedOut(until) : new WrongCode(AttemptsLeft);
    }

    /// <summary>News that an order must hear, kept until it answered.</summary>
    /// <param name="Parcel">As it was when it happened.</param>
    /// <param name="News">What happened.</param>
    /// <param name="Cause">The request that made it happen.</param>
    /// <param name="Since">When it happened.</param>
    public sealed record Telling(Parcel Parcel, OrderNews News, Operation Cause, DateTimeOffset Since)
    {
        /// <summary>The order's idempotency key: the same each time that it is told. Ours may be as long as an id can be, so it is not a part.</summary>
        [JsonIgnore]
        public string OperationId => $"locker:{Cause.Fingerprint}:{(News == OrderNews.Ready ? "ready" : "collected")}";
    }
}
