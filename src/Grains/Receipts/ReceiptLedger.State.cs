using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Grains.Receipts;

public static partial class ReceiptLedger
{
    /// <summary>Receipts that are remembered by their source, at least; who asks for an older one again is answered from the stream.</summary>
    public const int RememberedMin = 5_000;

    private const int MarkEvery = 1_000;

    /// <summary>Sums of a period that is under way.</summary>
    /// <param name="Receipts">How many there are, credit notes among them.</param>
    /// <param name="Totals">By currency, in the order of their codes.</param>
    public sealed record Running(long Receipts, ImmutableArray<CurrencyTotals> Totals)
    {
        /// <summary>Nothing yet.</summary>
        public static Running Nothing { get; } = new(0, []);
    }

    /// <summary>Where a receipt is.</summary>
    public readonly record struct Place([property: JsonPropertyName("n")] long Number);

    /// <summary>A ledger.</summary>
    /// <param name="StoreId">Whose.</param>
    /// <param name="Year">Of its calendar.</param>
    public sealed record State(string StoreId, int Year) : IAggregateState
    {
        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>The hash of the newest entry.</summary>
        public string Head { get; init; } = ReceiptChain.Genesis;

        /// <summary>Of the newest receipt; 0 when there is none.</summary>
        public long LastNumber { get; init; }

        /// <summary>The day of the newest receipt; null when all its days are closed.</summary>
        public DateOnly? OpenDate { get; init; }

        /// <summary>The last day of the month of the newest receipt; null when all its months are closed.</summary>
        public DateOnly? OpenMonth { get; init; }

        /// <summary>The last day that is closed.</summary>
        public DateOnly? ClosedThrough { get; init; }

        /// <summary>Whether the year is.</summary>
        public bool IsClosed { get; init; }

        /// <summary>Of the open day.</summary>
        public Running Day { get; init; } = Running.Nothing;

        /// <summary>Of the open month.</summary>
        public Running Month { get; init; } = Running.Nothing;

        /// <summary>Of the year.</summary>
        public Running WholeYear { get; init; } = Running.Nothing;

        /// <summary>Of everything that the store ever sold.</summary>
        public Running Grand { get; init; } = Running.Nothing;

        /// <summary>The newest receipts by what they were asked for.</summary>
        public BoundedLog<Place> Sources { get; init; } = BoundedLog<Place>.Empty;

        /// <summary>The times of every thousandth of them, the newest five.</summary>
        public ImmutableArray<DateTimeOffset> Marks { get; init; } = [];

        /// <summary>For each closing, the newest receipt's number: from it follows where in the stream a receipt is.</summary>
        public ImmutableArray<long> Closings { get; init; } = [];

        /// <summary>Receipts since this time are certainly remembered.</summary>
        [JsonIgnore]
        public DateTimeOffset RememberedSince => Marks.Length < RememberedMin / MarkEvery ? DateTimeOffset.MinValue : Marks[0];

        /// <summary>As callers see it; null when nothing was written.</summary>
        public LedgerDetails? Details() => Version == 0
            ? null
            : new LedgerDetails(StoreId, Year, LastNumber, ClosedThrough, IsClosed, Grand.Totals, Head);

        /// <summary>The version of the entry of a receipt; null when there is none of that number.</summary>
        public long? VersionOf(long number) =>
            number < 1 || number > LastNumber ? null : 1 + number + Closings.Count(last => last < number);
    }
}
