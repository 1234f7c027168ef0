using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>How the goods reach the customer, and where.</summary>
public sealed record DeliveryInput
{
    /// <summary>How; not TAKEN_AT_TILL, which sellAtTill is for.</summary>
    public required DeliveryMethod Method { get; init; }

    /// <summary>The store or locker bank for a pickup; left out for shipping.</summary>
    [GraphQLType<IdType>]
    public string? LocationId { get; init; }

    /// <summary>The address for shipping; left out for a pickup. It is kept apart from the order, where it can be erased.</summary>
    public AddressInput? Address { get; init; }
}
