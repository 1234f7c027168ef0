using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Where a page stands in its list.</summary>
public sealed class PageInfo
{
    private PageInfo(bool hasNextPage, string? endCursor) => (HasNextPage, EndCursor) = (hasNextPage, endCursor);

    /// <summary>Whether the list goes on after this page.</summary>
    public bool HasNextPage { get; }

    /// <summary>The cursor of the page's last node, for `after`; null when the page is empty.</summary>
    public string? EndCursor { get; }

    internal static PageInfo Of<T>(Page<T> page) => new(page.HasNextPage, page.Cursors.Length == 0 ? null : page.Cursors[^1]);
}
