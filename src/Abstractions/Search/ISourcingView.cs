using System.Collections.Immutable;
using OrleansCommerce.Locations;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Search;

/// <summary>
/// What sourcing chooses locations by, from the lists. It does not wait for what was committed a moment ago: it says whom to ask, and the
/// stock items' own answers decide.
/// </summary>
public interface ISourcingView
{
    /// <summary>The stock of <paramref name="skus"/> at every registered location that holds or held it, in one read.</summary>
    /// <param name="skus">Which SKUs.</param>
    /// <param name="now">Whose day the parcels are counted for, UTC.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<SourcingRow>> ReadAsync(IReadOnlyCollection<string> skus, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>How many parcels the locations were given since the day began, UTC; one that was given none is not in it.</summary>
    Task<IReadOnlyDictionary<string, int>> ParcelsAsync(
        IReadOnlyCollection<string> locationIds, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>The stock of a SKU at a location.</summary>
/// <param name="Levels">As of the last event that the list has seen.</param>
/// <param name="Location">Where.</param>
/// <param name="ParcelsToday">Parcels that it was given since the day began, UTC, whatever became of them.</param>
public sealed record SourcingRow(StockLevels Levels, LocationDetails Location, int ParcelsToday);
