namespace OrleansCommerce.Replay;

/// <summary>How an invoice's goods reach the customer.</summary>
internal enum SalesPath
{
    /// <summary>Ordered on the web and sent to the customer's address, in as many parcels as sourcing makes.</summary>
    Shipped,

    /// <summary>Ordered in the app, whose goods lie in two depots: two labels, two parcels, both delivered.</summary>
    TwoParcels,

    /// <summary>Ordered on the web, fetched in the store of the customer's country.</summary>
    Collected,

    /// <summary>Ordered on the web, fetched from the locker bank of the customer's country.</summary>
    Locker,

    /// <summary>Sold at the till of a store; a known customer's cart was filled on the web.</summary>
    Till,
}
