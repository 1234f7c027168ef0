using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Tills;

public static partial class TillSession
{
    /// <summary>Sessions that a till remembers: of the three shifts of a day, those of the 90 days in which an offline sale may still be told, and some more.</summary>
    public const int SessionsMax = 400;

    /// <summary>Entries that are remembered by their id, at least; an older one that is told again is looked for in the stream.</summary>
    public const int RememberedMin = 5_000;

    private const int MarkEvery = 1_000;

    /// <summary>Where an entry was recorded.</summary>
    public readonly record struct Place(
        [property: JsonPropertyName("s")] int Session, [property: JsonPropertyName("l")] bool IsLate)
    {
        /// <summary>As who told it is answered.</summary>
        public TillRecord ToRecord() => new(Session == 0 ? null : Session, IsLate);
    }

    /// <summary>A session of a till.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="LocationId">Where the till stood.</param>
    /// <param name="Currency">ISO 4217.</param>
    /// <param name="Float">What lay in the drawer.</param>
    /// <param name="Denominations">By notes and coins.</param>
    /// <param name="OpenedBy">Who opened it.</param>
    /// <param name="OpenedAt">UTC.</param>
    public sealed record Session(
        int Number,
        string LocationId,
        string Currency,
        decimal Float,
        ImmutableArray<Denomination> Denominations,
        string OpenedBy,
        DateTimeOffset OpenedAt)
    {
        /// <summary>Cash put in and taken out, oldest first.</summary>
        public ImmutableArray<TillCashMovement> Movements { get; init; } = [];

        /// <summary>What was taken and given back, by currency.</summary>
        public ImmutableArray<TillTotals> Totals { get; init; } = [];

        /// <summary>The same, told after the closing.</summary>
        public ImmutableArray<TillTotals> LateTotals { get; init; } = [];

        /// <summary>How it ended; null while it is open.</summary>
        public TillClosing? Closing { get; init; }

        /// <summary>What must lie in the drawer, by what was told before the closing.</summary>
        [JsonIgnore]
        public decimal ExpectedCash => Float
            + Movements.Sum(movement => movement.Kind == CashMovementKind.PayIn ? movement.Amount : -movement.Amount)
            + Totals.Where(sums => sums.Currency == Currency).Sum(sums => sums.Cash - sums.CashRefunds);

        /// <summary>As callers see it.</summary>
        public TillSessionDetails ToDetails(string tillId) => new(
            tillId,
            Number,
            LocationId,
            Currency,
            OpenedAt,
            OpenedBy,
            Float,
            Denominations,
            Movements,
            Totals,
            LateTotals,
            ExpectedCash,
            Closing);
    }

    /// <summary>A till.</summary>
    public sealed record State : IAggregateState
    {
        /// <summary>Nothing happened yet.</summary>
        public static State Initial { get; } = new();

        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>The newest sessions, oldest first; all but the last are closed.</summary>
        public ImmutableList<Session> Sessions { get; init; } = [];

        /// <summary>What changed hands while there was no session, by currency.</summary>
        public ImmutableArray<TillTotals> Outside { get; init; } = [];

        /// <summary>The newest entries by their id.</summary>
        public BoundedLog<Place> Entries { get; init; } = BoundedLog<Place>.Empty;

        /// <summary>How many entries there ever were.</summary>
        public long EntriesEver { get; init; }

        /// <summary>The times of every thousandth of them, the newest five.</summary>
        public ImmutableArray<DateTimeOffset> Marks { get; init; } = [];

        /// <summary>Other operations, so that a repeat gets its first answer.</summary>
        public OperationLog Operations { get; init; } = OperationLog.Empty;

        /// <summary>The session that is open; null when none is.</summary>
        [JsonIgnore]
        public Session? Open => Sessions is [.., { Closing: null } newest] ? newest : null;

        /// <summary>Entries that were booked since this time are certainly remembered.</summary>
        [JsonIgnore]
        public DateTimeOffset RememberedSince => Marks.Length < RememberedMin / MarkEvery ? DateTimeOffset.MinValue : Marks[0];

        /// <summary>A session; null when there is none of that number, or it is forgotten.</summary>
        /// <param name="number">Which; the newest when null.</param>
        public Session? Find(int? number) =>
            number is { } wanted ? Sessions.Find(session => session.Number == wanted) : Sessions.IsEmpty ? null : Sessions[^1];
    }
}
