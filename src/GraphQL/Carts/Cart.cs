using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Carts;

namespace OrleansCommerce.GraphQL;

/// <summary>One cart, the same for every channel.</summary>
public sealed class Cart(CartDetails cart) : INode
{
    /// <summary>Unique among all things of the API; opaque; what `node` takes.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string NodeId => new GlobalId(nameof(Cart), cart.Id).ToString();

    /// <summary>Opaque.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => cart.Id;

    /// <summary>Whose; null for a guest.</summary>
    [GraphQLType<IdType>]
    public string? CustomerId => cart.CustomerId;

    /// <summary>ISO 4217; of every line.</summary>
    public string Currency => cart.Currency;

    /// <summary>Where it is in its life.</summary>
    public CartStatus Status => cart.Status;

    /// <summary>The order made of it; null when there is none.</summary>
    [GraphQLType<IdType>]
    public string? OrderId => cart.OrderId;

    /// <summary>In the order in which they were added; at most 2,000.</summary>
    public IReadOnlyList<CartLine> Lines { get; } = [.. cart.Lines.Select(line => new CartLine(line))];

    /// <summary>A code by which a till takes this cart over, as QR on the phone; a new one for each question, good for five minutes.</summary>
    public async Task<CartCode> GetCodeAsync([Service] ICartCodes codes, [Service] TimeProvider time, CancellationToken cancellationToken)
    {
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + ICartCodes.Lifetime).ToUnixTimeSeconds());
        return new CartCode { Code = await codes.OfAsync(cart.Id, cart.OwnerSubject, expiresAt, cancellationToken), ExpiresAt = expiresAt };
    }

    /// <summary>The sum of the lines.</summary>
    public MoneyAmount Total => new(cart.Total);

    /// <summary>Grows with every change; every channel sees the same number for the same content.</summary>
    public int Version => checked((int)cart.Version);
}
