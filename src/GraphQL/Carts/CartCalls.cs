using OrleansCommerce.Carts;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;

namespace OrleansCommerce.GraphQL;

/// <summary>Finds the cart that a request names.</summary>
internal static class CartCalls
{
    /// <summary>The cart; null when there is none that the caller may see.</summary>
    public static async Task<CartDetails?> FindCartAsync(this GrainCalls grains, Caller caller, string cartId) =>
        Ids.IsOpaque(cartId)
        && await grains.CallAsync((ICartGrain grain) => grain.GetAsync(), cartId) is { } cart
        && Access.Sees(caller, cart)
            ? cart
            : null;

    /// <summary>A refusal unless the caller may change the cart. Staff may change any: the cart itself says whether it exists.</summary>
    public static async Task<Failure?> CheckCartAsync(this GrainCalls grains, Caller caller, string cartId)
    {
        var mayAsk = caller.IsStaff ? Ids.IsOpaque(cartId) : await grains.FindCartAsync(caller, cartId) is not null;
        return mayAsk ? null : new NotFound("cart", cartId);
    }
}
