using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Where a page stands in its list.</summary>
public sealed class PageInfo
{
    private PageInfo(bool hasNextPage, bool hasPreviousPage, string? startCursor, string? endCursor) =>
        (HasNextPage, HasPreviousPage, StartCursor, EndCursor) = (hasNextPage, hasPreviousPage, startCursor, endCursor);

    /// <summary>Whether the list goes on after this page.</summary>
    public bool HasNextPage { get; }

    /// <summary>Whether the list began before this page: always so for a page after a cursor.</summary>
    public bool HasPreviousPage { get; }

    /// <summary>The cursor of the page's first node; null when the page is empty.</summary>
    public string? StartCursor { get; }

    /// <summary>The cursor of the page's last node, for `after`; null when the page is empty.</summary>
    public string? EndCursor { get; }

    internal static PageInfo Of<T>(Page<T> page) => page.Cursors.IsEmpty
        ? new PageInfo(page.HasNextPage, page.HasPreviousPage, null, null)
        : new PageInfo(page.HasNextPage, page.HasPreviousPage, page.Cursors[0], page.Cursors[^1]);
}
