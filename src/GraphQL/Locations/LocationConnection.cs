using OrleansCommerce.Locations;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the list of locations.</summary>
public sealed class LocationConnection
{
    private readonly Page<LocationDetails> _page;

    internal LocationConnection(Page<LocationDetails> page)
    {
        _page = page;
        Nodes = [.. page.Nodes.Select(static found => new Location(found))];
        Edges = [.. page.Cursors.Zip(Nodes, static (cursor, node) => new LocationEdge { Cursor = cursor, Node = node })];
    }

    /// <summary>The locations with their cursors, by id.</summary>
    public IReadOnlyList<LocationEdge> Edges { get; }

    /// <summary>The locations, by id.</summary>
    public IReadOnlyList<Location> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);
}
