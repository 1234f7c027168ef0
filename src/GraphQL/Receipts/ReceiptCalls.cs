using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.GraphQL;

/// <summary>Finds the receipt that a request names.</summary>
public static class ReceiptCalls
{
    /// <summary>The receipt; null when there is none.</summary>
    public static async Task<ReceiptDetails?> ReadReceiptAsync(this GrainCalls grains, ReceiptId id) =>
        Ids.IsLocation(id.StoreId)
            ? await grains.CallAsync((IReceiptLedgerGrain grain) => grain.GetAsync(id.Number), id.LedgerKey)
            : null;

    /// <summary>
    /// The receipt; null when there is none that the caller may see. One that was issued to nobody is the customer's who claimed its order.
    /// </summary>
    public static async Task<ReceiptDetails?> FindReceiptAsync(this GrainCalls grains, Caller caller, ReceiptId id)
    {
        var receipt = await grains.ReadReceiptAsync(id);
        return receipt is null || caller.IsStaff || receipt.CustomerId == caller.Subject
            || (receipt.CustomerId is null && await grains.FindOrderAsync(caller, receipt.OrderId) is not null)
                ? receipt
                : null;
    }
}
