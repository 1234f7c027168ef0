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

        /// <summary>Compartments that are kept for parcels on their way, by the compartment's id.</summary>
        public ImmutableDictionary<string, Assignment> Assigned { get; init; } = ImmutableDictionary<string, Assignment>.Empty;

        /// <summary>Parcels that wait for their customer outside, since their compartment broke: they come back under the same code.</summary>
        public ImmutableDictionary<string, Parcel> KeptOut { get; init; } = ImmutableDictionary<string, Parcel>.Empty;

        /// <summary>What doors did last, by the compartment's id; nothing of those that nobody reports.</summary>
        public ImmutableDictionary<string, Door> Doors { get; init; } = ImmutableDictionary<string, Door>.Empty;

        /// <summary>The parcel that a courier took out last.</summary>
        public Parcel? LastRetrieved { get; init; }

        /// <summary>What orders were not told yet, the oldest first.</summary>
        public ImmutableList<Telling> Untold { get; init; } = [];

        /// <summary>When wrong codes were typed at the panel, as far as they still count; fewer than <see cref="WrongCodesMax"/>.</summary>
        public ImmutableArray<DateTimeOffset> WrongCodes { get; init; } = [];

        /// <summary>The panel takes no code before; null when there never was too much guessing.</summary>
        public DateTimeOffset? LockedUntil { get; init; }

        /// <summary>When wrong codes were typed anywhere, as far as they still count; at most <see cref="BankWrongCodesMax"/>, the newest.</summary>
        public ImmutableArray<DateTimeOffset> Guesses { get; init; } = [];

        /// <summary>Nothing takes a code before; null when there never was too much guessing.</summary>
        public DateTimeOffset? BankLockedUntil { get; init; }

        /// <summary>Compartments' own keypads at which wrong codes were typed, by the compartment's id.</summary>
        public ImmutableDictionary<string, Keypad> Keypads { get; init; } = ImmutableDictionary<string, Keypad>.Empty;

        /// <summary>The number of the secret that its hardware signs with; 0 when it has none.</summary>
        public int SecretGeneration { get; init; }

        /// <summary>Until when the secret of before is taken too; null when it is not.</summary>
        public DateTimeOffset? PreviousSecretUntil { get; init; }

        /// <summary>Nonces of signed calls, as long as their signature could come again.</summary>
        public ImmutableDictionary<string, UsedNonce> Nonces { get; init; } = ImmutableDictionary<string, UsedNonce>.Empty;

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
                return Untold.Select(telling => telling.Since + TellAgainAfter)
                    .Concat(deadlines)
                    .Concat(KeptOut.Values.Select(parcel => parcel.Deadline))
                    .Concat(Assigned.Values.Select(EndOf))
                    .Min(due => (DateTimeOffset?)due);
            }
        }

        /// <summary>A parcel that lies in the bank; null when it does not.</summary>
        public Parcel? FindParcel(string parcelId) => Loaded.Values.FirstOrDefault(parcel => parcel.Id == parcelId);

        /// <summary>A parcel that lies in the bank, is to come back, or is put in by its customer; null when it is none of these.</summary>
        public Parcel? Find(string parcelId) => FindParcel(parcelId) ?? KeptOut.GetValueOrDefault(parcelId) ?? FindAssignment(parcelId)?.DropOff;

        /// <summary>The compartment that is kept for a parcel; null when there is none.</summary>
        public Assignment? FindAssignment(string parcelId) => Assigned.Values.FirstOrDefault(assignment => assignment.ParcelId == parcelId);

        /// <summary>
        /// When a compartment is not kept any more. A device without a line may have let a customer put goods in, and tell later: what it was to take
        /// is kept until it was heard again, and had time to tell.
        /// </summary>
        public DateTimeOffset EndOf(Assignment assignment) => assignment switch
        {
            _ when assignment.DropOff is null || SecretGeneration == 0 => assignment.Until,
            { HeardAt: { } heard } => heard + ReportTime,
            _ => assignment.Until + ReportAgeMax,
        };

        /// <summary>A compartment by its id; null when the bank has no such one.</summary>
        public Compartment? FindCompartment(string compartmentId) => Compartments.FirstOrDefault(compartment => compartment.Id == compartmentId);

        /// <summary>What an order was not told yet of a parcel; null when it was.</summary>
        public Telling? FindUntold(string parcelId, OrderNews news) =>
            Untold.Find(telling => telling.Parcel.Id == parcelId && telling.News == news);

        /// <summary>What a compartment is doing. A loaded one that is out of order becomes that when it is emptied.</summary>
        public CompartmentStatus StatusOf(Compartment compartment) =>
            Loaded.ContainsKey(compartment.Id) ? CompartmentStatus.Loaded
            : compartment.OutOfOrder ? CompartmentStatus.OutOfOrder
            : Assigned.ContainsKey(compartment.Id) ? CompartmentStatus.Assigned
            : CompartmentStatus.Free;

        /// <summary>The bank as callers see it.</summary>
        public LockerBankDetails ToDetails(string bankId) =>
            new(
                bankId,
                [.. Compartments.Select(ToDetails)],
                Version,
                BankLockedUntil > LockedUntil || LockedUntil is null ? BankLockedUntil : LockedUntil,
                SecretGeneration,

                // The newest nonce is forgotten when the next one comes, and not before.
                Nonces.Values.Select(static nonce => (DateTimeOffset?)nonce.At).Max());

        /// <summary>A compartment as callers see it.</summary>
        public CompartmentDetails ToDetails(Compartment compartment)
        {
            var parcel = Loaded.GetValueOrDefault(compartment.Id);
            var assignment = Assigned.GetValueOrDefault(compartment.Id);
            return new CompartmentDetails(
                compartment.Id,
                compartment.Size,
                StatusOf(compartment),
                parcel?.OrderId ?? assignment?.OrderId,
                parcel?.Id ?? assignment?.ParcelId,
                Doors.GetValueOrDefault(compartment.Id) is { State: DoorState.Opened } door ? door.At : null,
                Keypads.GetValueOrDefault(compartment.Id)?.LockedUntil,
                parcel?.ToDetails().Status,
                parcel?.ToDetails().PickupDeadline,
                compartment.OutOfOrder,
                parcel?.OpenedForRetrieval ?? false);
        }
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

        /// <summary>Its customer is to put it in: goods that come back.</summary>
        Expected,

        /// <summary>Its customer put it in; a courier takes it out.</summary>
        Returning,
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
        /// <summary>When it was put in; null when that was before it was written down.</summary>
        public DateTimeOffset? DepositedAt { get; init; }

        /// <summary>When its code opened the door last.</summary>
        public DateTimeOffset? OpenedAt { get; init; }

        /// <summary>Whether a courier opened the door to take it out.</summary>
        public bool OpenedForRetrieval { get; init; }

        /// <summary>What it needs; null when nobody wrote it down.</summary>
        public CompartmentSize? Size { get; init; }

        /// <summary>The operation that its code was made of, when that is not <see cref="Deposit"/>.</summary>
        public string? CodeOf { get; init; }

        /// <summary>The operation that its code was made of.</summary>
        [JsonIgnore]
        public string CodeOperationId => CodeOf ?? Deposit.Id;

        /// <summary>As callers see it while it lies in the bank.</summary>
        public LockerParcelDetails ToDetails() =>
            ToDetails(Stage switch
            {
                ParcelStage.Waiting => FulfillmentStatus.ReadyForPickup,
                ParcelStage.Expired => FulfillmentStatus.Expired,
                ParcelStage.Expected => FulfillmentStatus.Allocated,
                ParcelStage.Returning => FulfillmentStatus.ReturnedToSender,
                _ => FulfillmentStatus.Cancelled,
            });

        /// <summary>As callers see it once it was fetched.</summary>
        public LockerParcelDetails ToCollectedDetails() => ToDetails(FulfillmentStatus.Collected);

        private LockerParcelDetails ToDetails(FulfillmentStatus status) => new(
            Id, OrderId, CompartmentId, status, Stage == ParcelStage.Returning ? null : Deadline, IsReturn: Stage is ParcelStage.Expected or ParcelStage.Returning);
    }

    /// <summary>A compartment that is kept for a parcel.</summary>
    /// <param name="ParcelId">Its fulfilment's id.</param>
    /// <param name="OrderId">Whose goods.</param>
    /// <param name="CompartmentId">Which compartment.</param>
    /// <param name="Size">What the parcel needs.</param>
    /// <param name="Until">How long it is kept.</param>
    public sealed record Assignment(string ParcelId, string OrderId, string CompartmentId, CompartmentSize Size, DateTimeOffset Until)
    {
        /// <summary>Goods that their customer is to put in, with the code for that; null when a courier brings a parcel.</summary>
        public Parcel? DropOff { get; init; }

        /// <summary>When the hardware was first heard after <see cref="Until"/>; null when it was not, or nobody asks.</summary>
        public DateTimeOffset? HeardAt { get; init; }

        /// <summary>As callers see it.</summary>
        public AssignmentDetails ToDetails() => new(ParcelId, OrderId, CompartmentId, Until);
    }

    /// <summary>What a door did last, by the hardware's clock.</summary>
    public sealed record Door(DoorState State, DateTimeOffset At);

    /// <summary>A compartment's own keypad.</summary>
    /// <param name="WrongCodes">When they were typed, as far as they still count; at most <see cref="WrongCodesMax"/>, the newest.</param>
    /// <param name="LockedUntil">It takes no code before; null when there never was too much guessing.</param>
    public sealed record Keypad(ImmutableArray<DateTimeOffset> WrongCodes, DateTimeOffset? LockedUntil);

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
        public string OperationId => $"locker:{Cause.Fingerprint}:{News.ToString().ToLowerInvariant()}";
    }
}
