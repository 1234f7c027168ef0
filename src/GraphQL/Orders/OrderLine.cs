using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Units of one SKU at one price.</summary>
public sealed class OrderLine(OrderLineDetails line)
{
    /// <summary>Unique in the order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => line.Id;

    /// <summary>Which SKU.</summary>
    public string Sku => line.Sku;

    /// <summary>The SKU of the kit that it is a part of; its price is the part's share of the kit's. Null when it is none.</summary>
    public string? KitSku => line.KitSku;

    /// <summary>As sold.</summary>
    public string Name => line.Name;

    /// <summary>Units bought.</summary>
    public int Quantity => line.Quantity;

    /// <summary>The price of one.</summary>
    public MoneyAmount UnitPrice => new(line.UnitPrice);

    /// <summary>Quantity times price, rounded to the currency's minor unit, half away from zero.</summary>
    public MoneyAmount Total => new(line.Total);

    /// <summary>Units that left; for what is not stock tracked, all once the order is paid.</summary>
    public int FulfilledQuantity => line.FulfilledQuantity;

    /// <summary>Units that came back.</summary>
    public int ReturnedQuantity => line.ReturnedQuantity;

    /// <summary>Units that will not leave, since nobody had or wants them; what was paid for them is refunded.</summary>
    public int CancelledQuantity => line.CancelledQuantity;
}
