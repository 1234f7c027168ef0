using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>What to take off the shelves for several parcels of a location in one walk.</summary>
public sealed class PickList
{
    internal PickList(IEnumerable<FulfillmentDetails> parcels)
    {
        Lines =
        [
            .. parcels
                .SelectMany(static parcel => parcel.Lines.Select(line => (ParcelId: parcel.Id, line.Sku, line.Quantity)))
                .GroupBy(static line => line.Sku, StringComparer.Ordinal)
                .OrderBy(static lines => lines.Key, StringComparer.Ordinal)
                .Select(static lines => new PickListLine
                {
                    Sku = lines.Key,
                    Quantity = lines.Sum(static line => line.Quantity),
                    FulfillmentIds = [.. lines.Select(static line => line.ParcelId).Distinct(StringComparer.Ordinal)],
                }),
        ];
    }

    /// <summary>One for each SKU, in their order: at most as many as the parcels have lines.</summary>
    public IReadOnlyList<PickListLine> Lines { get; }
}

/// <summary>Units of one SKU, for all parcels of the walk together.</summary>
public sealed record PickListLine
{
    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Units to take.</summary>
    public required int Quantity { get; init; }

    /// <summary>The parcels that they are for, at most 50.</summary>
    [GraphQLType<NonNullType<ListType<NonNullType<IdType>>>>]
    public required IReadOnlyList<string> FulfillmentIds { get; init; }
}
