namespace OrleansCommerce.GraphQL;

/// <summary>A place in the list of sessions.</summary>
public sealed class TillSessionEdge
{
    /// <summary>Where the list goes on after this session, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The session.</summary>
    public required TillSession Node { get; init; }
}
