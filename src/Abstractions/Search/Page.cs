using System.Collections.Immutable;

namespace OrleansCommerce.Search;

/// <summary>A piece of a list.</summary>
/// <param name="Nodes">In the list's order.</param>
/// <param name="Cursors">One for each node: where to go on after it.</param>
/// <param name="HasNextPage">Whether there is more.</param>
/// <param name="TotalCount">Of the whole list.</param>
public sealed record Page<T>(ImmutableArray<T> Nodes, ImmutableArray<string> Cursors, bool HasNextPage, int TotalCount)
{
    /// <summary>Whether there is something before it: so it is for a page after a cursor.</summary>
    public bool HasPreviousPage { get; init; }
}

/// <summary>Where in a list: the first <paramref name="First"/> nodes after the cursor <paramref name="After"/>.</summary>
/// <param name="First">1 to 200.</param>
/// <param name="After">A cursor that the same list gave, or null for its beginning.</param>
public sealed record PageRequest(int First, string? After);

/// <summary>A cursor that no list gave.</summary>
public sealed class InvalidCursorException(string cursor) : Exception($"'{cursor}' is no cursor of this list.");
