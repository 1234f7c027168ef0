using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>One change of a stock item.</summary>
public sealed class StockChange(Stock.StockChange change)
{
    /// <summary>The stock item's version after it.</summary>
    public int Version => checked((int)change.Version);

    /// <summary>When.</summary>
    public DateTimeOffset At => change.At;

    /// <summary>What happened, such as `sold`.</summary>
    public string Kind => change.Kind;

    /// <summary>The units that moved, at most one for each pair of states; none when something was only set or noted.</summary>
    public IReadOnlyList<StockMovement> Movements { get; } = [.. change.Movements.Select(moved => new StockMovement(moved))];

    /// <summary>Why, in the words of who did it; null when the kind says it all.</summary>
    public string? Reason => change.Reason;

    /// <summary>The reservation, allocation, sale, return, transfer or document; null when there is none.</summary>
    public string? Reference => change.Reference;

    /// <summary>The idempotency key of the request; of a return's units its id, `/`, and the line's place in it, from 0. Null when there was none.</summary>
    public string? OperationKey => change.OperationId;

    /// <summary>Who: an opaque id; null when nobody did it, as when a reservation expires.</summary>
    public string? Subject => change.Subject;

    /// <summary>In which role; null when nobody did it.</summary>
    public string? Role => change.Role;

    /// <summary>The till or locker; null when there was none.</summary>
    public string? Device => change.Device;
}

/// <summary>Units that moved from one state to another.</summary>
public sealed class StockMovement(Stock.StockMovement moved)
{
    /// <summary>Where they were.</summary>
    public StockState From => moved.From;

    /// <summary>Where they are.</summary>
    public StockState To => moved.To;

    /// <summary>Units, more than 0.</summary>
    public int Quantity => moved.Quantity;
}
