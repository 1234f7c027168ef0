using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>How much happened in the last minutes.</summary>
public sealed record ShopActivity
{
    /// <summary>The beginning of the first minute.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Every minute up to the one that runs, oldest first, also those in which nothing happened; at most 1440.</summary>
    public required IReadOnlyList<ActivityMinute> Minutes { get; init; }

    /// <summary>The locations at which something happened, the busiest first; at most 200.</summary>
    public required IReadOnlyList<LocationActivity> Locations { get; init; }
}

/// <summary>What happened in one minute.</summary>
public sealed record ActivityMinute
{
    /// <summary>Its beginning.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Orders that were placed; 0 when the question is about one location, since an order has none.</summary>
    public required int Orders { get; init; }

    /// <summary>Sales at a till.</summary>
    public required int TillSales { get; init; }

    /// <summary>Units that left with a customer, or to one.</summary>
    public required int UnitsLeft { get; init; }

    /// <summary>Units that were promised to orders.</summary>
    public required int UnitsPromised { get; init; }

    /// <summary>Reservations that were made.</summary>
    public required int Reservations { get; init; }

    /// <summary>Orders that were rejected, out of stock, and reservations that the process which answers refused since its start.</summary>
    public required int Refusals { get; init; }
}

/// <summary>What happened at one location.</summary>
public sealed class LocationActivity(ActivityPlace place, int refusals)
{
    /// <summary>Where.</summary>
    public Task<Location> GetLocationAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(place.LocationId, cancellationToken);

    /// <summary>Sales at a till.</summary>
    public int TillSales => place.Counts.TillSales;

    /// <summary>Units that left with a customer, or to one.</summary>
    public int UnitsLeft => place.Counts.UnitsLeft;

    /// <summary>Units that were promised to orders.</summary>
    public int UnitsPromised => place.Counts.UnitsPromised;

    /// <summary>Reservations that were made.</summary>
    public int Reservations => place.Counts.Reservations;

    /// <summary>Reservations that the process which answers refused since its start.</summary>
    public int Refusals => refusals;
}

/// <summary>A list that follows what is decided, a moment later.</summary>
public sealed class ReadModel(ReadModelStatus status)
{
    /// <summary>Such as `stock-list`.</summary>
    public string Name => status.Name;

    /// <summary>Seconds for which the first change that is not in it has waited; 0 when none waits.</summary>
    public double LagSeconds => status.Lag.TotalSeconds;

    /// <summary>Whether a new table is being filled beside it.</summary>
    public bool IsRebuilding => status.IsRebuilding;

    /// <summary>Whether it cannot be filled at the moment; the log says why.</summary>
    public bool HasFault => status.HasFault;
}
