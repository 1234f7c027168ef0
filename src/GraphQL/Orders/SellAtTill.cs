using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>A sale with goods and money changing hands.</summary>
public sealed record SellAtTillInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>The shop.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>The till whose session counts the money; no session does when left out. A setting may demand it, with an open session.</summary>
    [GraphQLType<IdType>]
    public string? TillId { get; init; }

    /// <summary>When the customer showed a card or a code; nobody's when left out.</summary>
    [GraphQLType<IdType>]
    public string? CustomerId { get; init; }

    /// <summary>ISO 4217; of every price.</summary>
    public required string Currency { get; init; }

    /// <summary>What was sold: 1 to 2,000 lines.</summary>
    public required IReadOnlyList<TillLineInput> Lines { get; init; }

    /// <summary>How it was paid: 1 to 10, which add up to the total; cash when left out.</summary>
    public IReadOnlyList<TenderInput>? Tenders { get; init; }
}

/// <summary>A part of the price. The card terminal, or the gift card's issuer, took it before the sale is told.</summary>
public sealed record TenderInput
{
    /// <summary>What was given; cash at most once in a sale.</summary>
    public required TenderKind Kind { get; init; }

    /// <summary>More than 0, in the currency of the sale; of cash, without the change.</summary>
    public required MoneyInput Amount { get; init; }

    /// <summary>
    /// The payment provider's reference of what was taken, 1 to 500 characters, never a card number; left out for cash. Of a store credit the redemption,
    /// or, of an exchange, the credit.
    /// </summary>
    public string? Reference { get; init; }

    internal Tender ToTender() => new(Kind, Amount.ToMoney(), Reference);
}

/// <summary>Units of one SKU sold at a till.</summary>
public sealed record TillLineInput
{
    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Units, 1 to 1,000,000.</summary>
    public required int Quantity { get; init; }

    /// <summary>Up to four decimals; the product's price when left out.</summary>
    public MoneyInput? UnitPrice { get; init; }

    /// <summary>The reservation at this shop that holds the goods; left out when they are off the shelf.</summary>
    [GraphQLType<IdType>]
    public string? ReservationId { get; init; }
}

/// <summary>The sale, as an order that is fulfilled at once.</summary>
public sealed record SellAtTillPayload
{
    /// <summary>The order; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ISellAtTillError>? Errors { get; init; }

    internal static SellAtTillPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ISellAtTillError>(failure) };
}

/// <summary>Why the sale was not booked.</summary>
[UnionType("SellAtTillError")]
public interface ISellAtTillError;
