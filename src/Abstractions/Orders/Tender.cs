using Orleans;

namespace OrleansCommerce.Orders;

/// <summary>What money is. Money goes back to cards first, then to gift cards, then to store credit, and to cash last.</summary>
public enum TenderKind
{
    /// <summary>A card, or what the payment provider treats like one.</summary>
    Card,

    /// <summary>A gift card.</summary>
    GiftCard,

    /// <summary>Notes and coins.</summary>
    Cash,

    /// <summary>The credit that a return gave; its reference is a redemption of it, or, of an exchange, the credit itself.</summary>
    StoreCredit,
}

/// <summary>A part of the price of a till sale.</summary>
/// <param name="Kind">What was given.</param>
/// <param name="Amount">More than zero.</param>
/// <param name="Reference">
/// The payment provider's reference of what a card terminal took, or of what was taken off a gift card; never a card number. The id of the
/// redemption of a store credit, or, of an exchange, of the credit. Null for cash.
/// </param>
[GenerateSerializer, Immutable, Alias("oc.Tender")]
public sealed record Tender([property: Id(0)] TenderKind Kind, [property: Id(1)] Money Amount, [property: Id(2)] string? Reference = null);
