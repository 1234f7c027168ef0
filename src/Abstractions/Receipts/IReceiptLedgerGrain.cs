using System.Collections.Immutable;
using Orleans;

namespace OrleansCommerce.Receipts;

/// <summary>The receipts of one store and year, numbered without gap and chained by hash. Key: <see cref="ReceiptId.KeyOf"/>.</summary>
[Alias("oc.IReceiptLedgerGrain")]
public interface IReceiptLedgerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Gives the next number to what happened, for ever; the first answer again for the same source. Fails with InvalidState when
    /// the year is closed (the next year's ledger takes it), InvalidInput.
    /// </summary>
    [Alias("Issue")]
    Task<Result<ReceiptDetails>> IssueAsync(IssueReceipt command);

    /// <summary>A receipt; null when there is none of that number.</summary>
    [Alias("Get")]
    Task<ReceiptDetails?> GetAsync(long number);

    /// <summary>
    /// Closes the days before <paramref name="date"/> and that day, with the months and the year that end with them. A closed day
    /// takes no more receipts. Repeated, it is no change. Fails with InvalidInput: the day has not begun, or is of another year.
    /// </summary>
    [Alias("Close")]
    Task<Result<LedgerDetails>> CloseAsync(DateOnly date);

    /// <summary>Where the ledger stands; null when nothing was ever written into it.</summary>
    [Alias("GetLedger")]
    Task<LedgerDetails?> GetLedgerAsync();

    /// <summary>Closes the year, because the next one begins.</summary>
    [Alias("Conclude")]
    Task<LedgerDetails> ConcludeAsync();

    /// <summary>Closes the periods that are over. Answers when it wants to be woken next.</summary>
    [Alias("Wake")]
    Task<DateTimeOffset?> WakeAsync();
}

/// <summary>What a receipt is asked for.</summary>
/// <param name="SourceId">Idempotency key: the order's id and the number of the receipt in it.</param>
/// <param name="OrderId">Of the order, or of the return that had no receipt.</param>
/// <param name="OrderNumber">As people read it out; empty for a return that had no receipt.</param>
/// <param name="CustomerId">Whose; null when nobody is known.</param>
/// <param name="Currency">Of every amount.</param>
/// <param name="Lines">1 to 2,000.</param>
/// <param name="SoldAt">When it happened, UTC.</param>
/// <param name="DurableSince">When the ledger could have been asked first, UTC: nobody asked before.</param>
/// <param name="OriginalId">The order's first receipt, which a credit note refers to; null for that one itself.</param>
[GenerateSerializer, Immutable, Alias("oc.IssueReceipt")]
public sealed record IssueReceipt(
    [property: Id(0)] string SourceId,
    [property: Id(1)] string OrderId,
    [property: Id(2)] string OrderNumber,
    [property: Id(3)] string? CustomerId,
    [property: Id(4)] string Currency,
    [property: Id(5)] ImmutableArray<ReceiptLineInput> Lines,
    [property: Id(6)] DateTimeOffset SoldAt,
    [property: Id(7)] DateTimeOffset DurableSince,
    [property: Id(8)] string? OriginalId);

/// <summary>What changes on a line. VAT is the difference of the VAT after and before, so that what goes back adds up to what came.</summary>
/// <param name="OrderLineId">Which line of the order.</param>
/// <param name="Sku">Which SKU.</param>
/// <param name="Name">As sold.</param>
/// <param name="Quantity">Units: negative when they go back.</param>
/// <param name="AmountBefore">What earlier receipts charge for the line, VAT included.</param>
/// <param name="AmountAfter">What is charged for it from now on.</param>
/// <param name="TaxCategory">Such as <c>reduced</c>; the standard one when null.</param>
/// <param name="TaxRate">Percent, of the first receipt; null when this is the first.</param>
[GenerateSerializer, Immutable, Alias("oc.ReceiptLineInput")]
public sealed record ReceiptLineInput(
    [property: Id(0)] string OrderLineId,
    [property: Id(1)] string Sku,
    [property: Id(2)] string Name,
    [property: Id(3)] int Quantity,
    [property: Id(4)] decimal AmountBefore,
    [property: Id(5)] decimal AmountAfter,
    [property: Id(6)] string? TaxCategory,
    [property: Id(7)] decimal? TaxRate);
