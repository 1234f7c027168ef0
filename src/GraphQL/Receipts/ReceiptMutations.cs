using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Orders;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.GraphQL;

/// <summary>What can be done with a receipt.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class ReceiptMutations
{
    private const string ExpiredState = "EXPIRED";

    /// <summary>
    /// Adds an anonymous sale to a customer's account, once, by the code that its receipt carries: the order and all its receipts are the
    /// customer's from then on. The same customer's again changes nothing.
    /// </summary>
    /// <param name="input">The receipt's code.</param>
    /// <param name="grains">Calls grains.</param>
    /// <param name="tokens">Reads the code.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<ClaimReceiptPayload> ClaimReceiptAsync(
        ClaimReceiptInput input, [Service] GrainCalls grains, [Service] IReceiptTokens tokens, [Service] TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Access.Demand(Permission.UseOrders);
        var customerId = Access.CustomerFor(caller, input.CustomerId);
        if (customerId is null || !Ids.IsOpaque(customerId))
        {
            return ClaimReceiptPayload.Of(Ids.CheckCustomer(customerId, "customerId") ?? new InvalidInput("customerId", "must say whose account."));
        }

        // What was not made here says nothing about whether there is such a receipt.
        if (await tokens.ReadAsync(input.Token, cancellationToken) is not { } id || await grains.ReadReceiptAsync(id) is not { } receipt)
        {
            return ClaimReceiptPayload.Of(new InvalidInput("token", "is of no receipt."));
        }

        if (!receipt.TakesTokenAt(time.GetUtcNow()))
        {
            return ClaimReceiptPayload.Of(new InvalidState(
                ExpiredState, $"A receipt can be added to an account for {IReceiptTokens.Lifetime.Days} days; this one is older."));
        }

        var answer = await grains.CallAsync(
            (IOrderGrain grain) => grain.ClaimAsync(new ClaimOrder(input.OperationId, customerId)), receipt.OrderId);
        return answer.Succeeded
            ? new ClaimReceiptPayload { Receipt = new Receipt(receipt), Order = new Order(answer.Value) }
            : ClaimReceiptPayload.Of(answer.Failure);
    }
}
