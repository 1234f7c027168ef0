using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Stock;

public static partial class StockItem
{
    /// <summary>What most stock items never use. One reference in the state, so that a reservation copies none of it.</summary>
    public sealed record Ledger
    {
        /// <summary>Nothing of it was ever used.</summary>
        public static Ledger Empty { get; } = new();

        /// <summary>Units that are not sellable.</summary>
        public LedgerLevels Levels { get; init; } = LedgerLevels.None;

        /// <summary>What may be promised, and to whom; null when nothing was ever said.</summary>
        public StockPolicy? Policy { get; init; }

        /// <summary>When the sellable units were counted last; null when never.</summary>
        public DateTimeOffset? CountedAt { get; init; }

        /// <summary>How many discrepancies there ever were.</summary>
        public int DiscrepancyCount { get; init; }

        /// <summary>Those that nobody has resolved, oldest first.</summary>
        public ImmutableList<Discrepancy> Discrepancies { get; init; } = [];

        /// <summary>Since when orders are to be told of units that they lost; null when none is.</summary>
        [JsonIgnore]
        public DateTimeOffset? UntoldSince => Discrepancies.IsEmpty ? null : Discrepancies.Find(known => known.IsUntold)?.RaisedAt;

        /// <summary>The levels as callers see them; null when there never were any.</summary>
        [JsonIgnore]
        public LedgerLevels? Shown => Levels == LedgerLevels.None ? null : Levels;
    }
}
