using System.Collections.Frozen;

namespace OrleansCommerce.GraphQL.Authorization;

/// <summary>What a caller may ask for. Whose carts and orders they are is <see cref="Access"/>'s second question.</summary>
public enum Permission
{
    /// <summary>Products, locations, availability and stock levels.</summary>
    ReadCatalog,

    /// <summary>Products and locations.</summary>
    ChangeCatalog,

    /// <summary>Goods arrive.</summary>
    ReceiveStock,

    /// <summary>The units that are kept back.</summary>
    SetSafetyStock,

    /// <summary>See where the books and the shelf differ, and put them right.</summary>
    CorrectStock,

    /// <summary>Reserve, confirm and release.</summary>
    ReserveStock,

    /// <summary>A sale with goods and money changing hands.</summary>
    SellAtTill,

    /// <summary>Open and close a till's session, and read it.</summary>
    KeepTill,

    /// <summary>Read and change carts, and make orders of them.</summary>
    UseCarts,

    /// <summary>A price of one's own on a cart line.</summary>
    OverridePrice,

    /// <summary>Read, pay and cancel orders.</summary>
    UseOrders,

    /// <summary>Ship a parcel, or put it ready.</summary>
    Fulfill,

    /// <summary>Hand a parcel over to its customer.</summary>
    HandOver,

    /// <summary>Take goods back, with or without a receipt.</summary>
    AcceptReturns,

    /// <summary>Answer for a return that the policy refuses.</summary>
    OverrideReturns,

    /// <summary>Deposit and fetch parcels.</summary>
    OperateLockers,

    /// <summary>Take codes without asking, while offline.</summary>
    TakeOfflineGrants,

    /// <summary>Let codes be typed again after a lock-out.</summary>
    ResetLockers,

    /// <summary>The compartments of a locker bank, and the secret of its hardware.</summary>
    ConfigureLockers,

    /// <summary>See what happens in all channels, and who did it.</summary>
    WatchShop,

    /// <summary>Fetch the events that others may see.</summary>
    ReadEvents,

    /// <summary>Say who is told of events.</summary>
    ManageWebhooks,
}

/// <summary>The table of roles and permissions.</summary>
public static class Permissions
{
    private static readonly FrozenDictionary<Permission, Role[]> Table = new Dictionary<Permission, Role[]>
    {
        [Permission.ReadCatalog] = [Role.Customer, Role.Pos, Role.Device, Role.Associate, Role.Admin, Role.Integration],
        [Permission.ChangeCatalog] = [Role.Admin],
        [Permission.ReceiveStock] = [Role.Admin],
        [Permission.SetSafetyStock] = [Role.Admin],
        [Permission.CorrectStock] = [Role.Associate, Role.Admin],
        [Permission.ReserveStock] = [Role.Pos, Role.Associate, Role.Admin],
        [Permission.SellAtTill] = [Role.Pos, Role.Associate, Role.Admin],
        [Permission.KeepTill] = [Role.Pos, Role.Associate, Role.Admin],
        [Permission.UseCarts] = [Role.Customer, Role.Pos, Role.Associate, Role.Admin],
        [Permission.OverridePrice] = [Role.Pos, Role.Associate, Role.Admin],
        [Permission.UseOrders] = [Role.Customer, Role.Pos, Role.Associate, Role.Admin],
        [Permission.Fulfill] = [Role.Associate, Role.Admin],
        [Permission.HandOver] = [Role.Pos, Role.Associate, Role.Admin],
        [Permission.AcceptReturns] = [Role.Associate, Role.Admin],
        [Permission.OverrideReturns] = [Role.Admin],
        [Permission.OperateLockers] = [Role.Device, Role.Associate, Role.Admin],
        [Permission.TakeOfflineGrants] = [Role.Device, Role.Admin],
        [Permission.ResetLockers] = [Role.Associate, Role.Admin],
        [Permission.ConfigureLockers] = [Role.Admin],
        [Permission.WatchShop] = [Role.Associate, Role.Admin],
        [Permission.ReadEvents] = [Role.Integration, Role.Admin],
        [Permission.ManageWebhooks] = [Role.Admin],
    }.ToFrozenDictionary();

    /// <summary>Whether <paramref name="role"/> has <paramref name="permission"/>. The system's own role never comes over the network.</summary>
    public static bool Allow(Role role, Permission permission) => Table[permission].Contains(role);
}
