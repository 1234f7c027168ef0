using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A cart that is sold at a till.</summary>
public sealed record SellCartAtTillInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which cart.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string CartId { get; init; }

    /// <summary>The shop.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>The till whose session counts the money; no session does when left out. A setting may demand it, with an open session.</summary>
    [GraphQLType<IdType>]
    public string? TillId { get; init; }

    /// <summary>How it was paid: 1 to 10, which add up to the cart's total; cash when left out.</summary>
    public IReadOnlyList<TenderInput>? Tenders { get; init; }

    /// <summary>What holds goods of the cart at this shop, 1 to 2,000 of different lines: used up by the sale. None when left out.</summary>
    public IReadOnlyList<CartReservationInput>? Reservations { get; init; }
}

/// <summary>A reservation that holds the goods of a cart's line.</summary>
public sealed record CartReservationInput
{
    /// <summary>Of the cart.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LineId { get; init; }

    /// <summary>At the shop of the sale.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string ReservationId { get; init; }
}

/// <summary>The sale, as an order that is fulfilled at once.</summary>
public sealed record SellCartAtTillPayload
{
    /// <summary>The order; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ISellAtTillError>? Errors { get; init; }

    internal static SellCartAtTillPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ISellAtTillError>(failure) };
}
