namespace OrleansCommerce.GraphQL;

/// <summary>A place in the list of locations.</summary>
public sealed class LocationEdge
{
    /// <summary>Where the list goes on after this location, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The location.</summary>
    public required Location Node { get; init; }
}
