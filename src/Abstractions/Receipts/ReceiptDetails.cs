using System.Collections.Immutable;
using Orleans;

namespace OrleansCommerce.Receipts;

/// <summary>What a receipt shows.</summary>
public enum ReceiptKind
{
    /// <summary>Goods for money.</summary>
    Sale,

    /// <summary>Money back.</summary>
    CreditNote,
}

/// <summary>A receipt, as it was issued: it never changes. Amounts are in its currency, VAT included, negative on a credit note.</summary>
/// <param name="Id">See <see cref="ReceiptId"/>; the number that is printed.</param>
/// <param name="Kind">What it shows.</param>
/// <param name="OrderId">Of the order, or of the return that had no receipt.</param>
/// <param name="OrderNumber">As people read it out; empty for a return that had no receipt.</param>
/// <param name="CustomerId">Whose; null when nobody was known.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Lines">What was sold, or went back.</param>
/// <param name="Taxes">The sums of the lines by rate, highest rate first.</param>
/// <param name="Total">The sum of the lines.</param>
/// <param name="SoldAt">When it happened, UTC.</param>
/// <param name="IssuedAt">When it got its number, UTC.</param>
/// <param name="Date">The day of the ledger that it counts in.</param>
/// <param name="OriginalId">The receipt that a later one of the same order refers to.</param>
/// <param name="Hash">SHA-256 of the entry and of all before it, 64 hexadecimal digits.</param>
[GenerateSerializer, Immutable, Alias("oc.ReceiptDetails")]
public sealed record ReceiptDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] ReceiptKind Kind,
    [property: Id(2)] string OrderId,
    [property: Id(3)] string OrderNumber,
    [property: Id(4)] string? CustomerId,
    [property: Id(5)] string Currency,
    [property: Id(6)] ImmutableArray<ReceiptLineDetails> Lines,
    [property: Id(7)] ImmutableArray<TaxDetails> Taxes,
    [property: Id(8)] decimal Total,
    [property: Id(9)] DateTimeOffset SoldAt,
    [property: Id(10)] DateTimeOffset IssuedAt,
    [property: Id(11)] DateOnly Date,
    [property: Id(12)] string? OriginalId,
    [property: Id(13)] string Hash)
{
    /// <summary>Whether its paper can carry a token: it is the sale of a till, and nobody was known.</summary>
    public bool IsClaimable() =>
        CustomerId is null && Kind == ReceiptKind.Sale && ReceiptId.TryParse(Id, out var id) && id.StoreId != ReceiptId.OnlineStore;

    /// <summary>Whether its token is still good for anything.</summary>
    public bool TakesTokenAt(DateTimeOffset now) => now <= IssuedAt + IReceiptTokens.Lifetime;
}

/// <summary>A line of a receipt.</summary>
/// <param name="OrderLineId">Which line of the order.</param>
/// <param name="Sku">Which SKU.</param>
/// <param name="Name">As sold.</param>
/// <param name="Quantity">Units, negative when they go back.</param>
/// <param name="Amount">VAT included.</param>
/// <param name="TaxRate">Percent.</param>
/// <param name="Tax">The VAT in the amount, rounded half away from zero to the minor unit.</param>
[GenerateSerializer, Immutable, Alias("oc.ReceiptLineDetails")]
public sealed record ReceiptLineDetails(
    [property: Id(0)] string OrderLineId,
    [property: Id(1)] string Sku,
    [property: Id(2)] string Name,
    [property: Id(3)] int Quantity,
    [property: Id(4)] decimal Amount,
    [property: Id(5)] decimal TaxRate,
    [property: Id(6)] decimal Tax);

/// <summary>The sums of one rate.</summary>
/// <param name="Rate">Percent.</param>
/// <param name="Net">Without VAT.</param>
/// <param name="Tax">The VAT.</param>
/// <param name="Gross">VAT included.</param>
[GenerateSerializer, Immutable, Alias("oc.TaxDetails")]
public sealed record TaxDetails(
    [property: Id(0)] decimal Rate, [property: Id(1)] decimal Net, [property: Id(2)] decimal Tax, [property: Id(3)] decimal Gross);

/// <summary>Sums of receipts in one currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Sales">Of the sales; only grows.</param>
/// <param name="Credits">Of the credit notes, not negative; only grows.</param>
/// <param name="Taxes">Sales less credit notes, by rate, highest rate first.</param>
[GenerateSerializer, Immutable, Alias("oc.CurrencyTotals")]
public sealed record CurrencyTotals(
    [property: Id(0)] string Currency,
    [property: Id(1)] decimal Sales,
    [property: Id(2)] decimal Credits,
    [property: Id(3)] ImmutableArray<TaxDetails> Taxes);

/// <summary>Where a ledger stands.</summary>
/// <param name="StoreId">Whose.</param>
/// <param name="Year">Of its calendar.</param>
/// <param name="LastNumber">Of the newest receipt; 0 when there is none.</param>
/// <param name="ClosedThrough">The last day that is closed; null when none is.</param>
/// <param name="IsClosed">Whether the year is.</param>
/// <param name="GrandTotals">Of everything that the store ever sold, by currency; they only grow.</param>
/// <param name="Hash">Of its newest entry.</param>
[GenerateSerializer, Immutable, Alias("oc.LedgerDetails")]
public sealed record LedgerDetails(
    [property: Id(0)] string StoreId,
    [property: Id(1)] int Year,
    [property: Id(2)] long LastNumber,
    [property: Id(3)] DateOnly? ClosedThrough,
    [property: Id(4)] bool IsClosed,
    [property: Id(5)] ImmutableArray<CurrencyTotals> GrandTotals,
    [property: Id(6)] string Hash);
