using System.Globalization;
using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.GraphQL;

/// <summary>A receipt or a credit note, as it was issued: it never changes.</summary>
public sealed class Receipt(ReceiptDetails receipt) : INode
{
    /// <summary>Unique among all things of the API; opaque; what `node` takes.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string NodeId => new GlobalId(nameof(Receipt), receipt.Id).ToString();

    /// <summary>The number that is printed, such as store-london-2026-000042: gapless for each store and year.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => receipt.Id;

    /// <summary>Goods for money, or money back.</summary>
    public ReceiptKind Kind => receipt.Kind;

    /// <summary>Of which order; the return's id for the credit note of a return without a receipt.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string OrderId => receipt.OrderId;

    /// <summary>The order's short number; empty for the credit note of a return without a receipt.</summary>
    public string OrderNumber => receipt.OrderNumber;

    /// <summary>Whose; null when nobody was known.</summary>
    [GraphQLType<IdType>]
    public string? CustomerId => receipt.CustomerId;

    /// <summary>What was sold, or went back; at most 2,000.</summary>
    public IReadOnlyList<ReceiptLine> Lines { get; } = [.. receipt.Lines.Select(line => new ReceiptLine(line, receipt.Currency))];

    /// <summary>The sums by VAT rate, highest rate first; at most one for each line.</summary>
    public IReadOnlyList<ReceiptTax> Taxes { get; } = [.. receipt.Taxes.Select(sum => new ReceiptTax(sum, receipt.Currency))];

    /// <summary>The sum of the lines, VAT included; negative on a credit note.</summary>
    public MoneyAmount Total => new(new Money(receipt.Total, receipt.Currency));

    /// <summary>When it happened.</summary>
    public DateTimeOffset SoldAt => receipt.SoldAt;

    /// <summary>When it got its number.</summary>
    public DateTimeOffset IssuedAt => receipt.IssuedAt;

    /// <summary>The day of the store's books that it counts in, such as 2026-11-22.</summary>
    public string BookedOn => receipt.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The order's first receipt; null when this one is it, and for the credit note of a return without a receipt.</summary>
    [GraphQLType<IdType>]
    public string? OriginalId => receipt.OriginalId;

    /// <summary>SHA-256 of this entry and of all before it in the store's year, 64 hexadecimal digits.</summary>
    public string Hash => receipt.Hash;

    /// <summary>
    /// What the printed receipt of an anonymous sale carries as the last part of an address, `/r/…`: whoever has it can see the receipt, and
    /// `claimReceipt` with it, for 90 days from its issue. Null when a customer was known, for a sale that no till made, and for customers.
    /// </summary>
    /// <param name="tokens">Makes it.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public async Task<string?> GetClaimTokenAsync([Service] IReceiptTokens tokens, CancellationToken cancellationToken) =>
        Caller.Current.IsStaff && receipt.IsClaimable() && ReceiptId.TryParse(receipt.Id, out var id)
            ? await tokens.OfAsync(id, cancellationToken)
            : null;
}

/// <summary>A line of a receipt.</summary>
public sealed class ReceiptLine(ReceiptLineDetails line, string currency)
{
    /// <summary>Which line of the order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string OrderLineId => line.OrderLineId;

    /// <summary>Which SKU.</summary>
    public string Sku => line.Sku;

    /// <summary>As sold.</summary>
    public string Name => line.Name;

    /// <summary>Units; negative when they go back.</summary>
    public int Quantity => line.Quantity;

    /// <summary>VAT included.</summary>
    public MoneyAmount Amount => new(new Money(line.Amount, currency));

    /// <summary>In percent.</summary>
    public decimal TaxRate => line.TaxRate;

    /// <summary>The VAT in the amount, rounded half away from zero to the minor unit.</summary>
    public MoneyAmount Tax => new(new Money(line.Tax, currency));
}

/// <summary>The sums of one VAT rate.</summary>
public sealed class ReceiptTax(TaxDetails sum, string currency)
{
    /// <summary>In percent.</summary>
    public decimal Rate => sum.Rate;

    /// <summary>Without VAT.</summary>
    public MoneyAmount Net => new(new Money(sum.Net, currency));

    /// <summary>The VAT.</summary>
    public MoneyAmount Tax => new(new Money(sum.Tax, currency));

    /// <summary>VAT included.</summary>
    public MoneyAmount Gross => new(new Money(sum.Gross, currency));
}
