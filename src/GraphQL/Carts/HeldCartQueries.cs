using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Carts;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions of tills about carts.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class HeldCartQueries
{
    /// <summary>The open carts that tills of a shop put aside, oldest first, at most 200. Needs the role Pos, Associate or Admin.</summary>
    /// <param name="locationId">The shop.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<IReadOnlyList<HeldCart>> GetHeldCartsAsync(
        [GraphQLType<NonNullType<IdType>>] string locationId, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.SellAtTill);
        if (!Ids.IsLocation(locationId))
        {
            return [];
        }

        var held = await grains.CallAsync((IHeldCartsGrain grain) => grain.GetAsync(), locationId);
        var carts = await grains.GetManyAsync(
            [.. held.Select(static cart => cart.CartId)], static id => id, static (ICartGrain grain) => grain.GetAsync());

        // One that was bought meanwhile, on the phone or at the next till, is nobody's to take up.
        return
        [
            .. held.Where(cart => carts.TryGetValue(cart.CartId, out var details) && details.Status != CartStatus.Ordered)
                .Select(cart => new HeldCart(cart, carts[cart.CartId])),
        ];
    }

    /// <summary>
    /// The cart whose code a customer's phone shows; null when the code is of no cart, or its five minutes are over. Needs the role Pos,
    /// Associate or Admin.
    /// </summary>
    /// <param name="code">As `Cart.code` gave it.</param>
    /// <param name="grains">Calls grains.</param>
    /// <param name="codes">Reads the code.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<Cart?> GetCartByCodeAsync(
        string code, [Service] GrainCalls grains, [Service] ICartCodes codes, [Service] TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Access.Demand(Permission.SellAtTill);
        return codes.CartIdOf(code) is { } cartId
            && await grains.FindCartAsync(caller, cartId) is { } cart
            && await codes.EndOfAsync(code, cart.OwnerSubject, cancellationToken) > time.GetUtcNow()
                ? new Cart(cart)
                : null;
    }
}
