using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Carts;

namespace OrleansCommerce.GraphQL;

/// <summary>A cart that a till put aside.</summary>
public sealed class HeldCart(HeldCartDetails held, CartDetails cart)
{
    /// <summary>By which it is found again.</summary>
    public string Label => held.Label;

    /// <summary>The subject that put it aside.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string HeldBy => held.By;

    /// <summary>When it was put aside.</summary>
    public DateTimeOffset HeldAt => held.At;

    /// <summary>When it is on the list no more; the cart itself stays.</summary>
    public DateTimeOffset ExpiresAt => held.Until;

    /// <summary>The cart, as it is now.</summary>
    public Cart Cart { get; } = new(cart);
}
