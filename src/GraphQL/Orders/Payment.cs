using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>
/// One payment of an order. `authorized` is at least `captured`, `released` and `lapsed` together, and `captured` is at least `refunded`, at
/// every moment.
/// </summary>
public sealed class Payment(PaymentDetails payment)
{
    /// <summary>Unique in the order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => payment.Id;

    /// <summary>What the money is.</summary>
    public TenderKind Tender => payment.Tender;

    /// <summary>Where it is in its life.</summary>
    public PaymentState State => payment.State;

    /// <summary>What was asked for.</summary>
    public MoneyAmount Amount => new(payment.Amount);

    /// <summary>What was set aside: all of it, or nothing.</summary>
    public MoneyAmount Authorized => new(payment.Authorized);

    /// <summary>What was taken, as goods left.</summary>
    public MoneyAmount Captured => new(payment.Captured);

    /// <summary>What was let go before it was taken.</summary>
    public MoneyAmount Released => new(payment.Released);

    /// <summary>What could not be taken in time, and not be renewed.</summary>
    public MoneyAmount Lapsed => new(payment.Lapsed);

    /// <summary>What was taken and given back.</summary>
    public MoneyAmount Refunded => new(payment.Refunded);

    /// <summary>Until when the rest can be taken; null when there is no rest, or the provider did not say.</summary>
    public DateTimeOffset? ExpiresAt => payment.ExpiresAt;

    /// <summary>Why not; null when it was not declined.</summary>
    public string? DeclineCode => payment.DeclineCode;
}
