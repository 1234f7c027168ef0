using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using OrleansCommerce.StoreCredits;

namespace OrleansCommerce.Grains.Orders;

public sealed partial class OrderGrain
{
    /// <summary>
    /// Takes the redemptions that a sale names, so that no other sale has them. A sale that would be refused takes none; one that is cut
    /// off behind this takes the same ones when it is told again.
    /// </summary>
    private async Task<Failure?> UseCreditsAsync(SellAtTill command, Func<Decision<Order.Event>> decide)
    {
        if (command.Tenders is not { } tenders || tenders.IsDefault || tenders.All(tender => tender.Kind != TenderKind.StoreCredit))
        {
            return null;
        }

        if (decide().Failure is { } refusal)
        {
            return refusal;
        }

        for (var i = 0; i < tenders.Length; i++)
        {
            var tender = tenders[i];
            if (tender.Kind == TenderKind.StoreCredit
                && StoreCreditId.TryParseRedemption(tender.Reference, out var creditId)
                && (await GrainFactory.GetGrain<IStoreCreditGrain>(creditId).UseAsync(new UseRedemption(tender.Reference!, Id, tender.Amount))).Failure is { } refused)
            {
                return new InvalidInput($"tenders[{i}].reference", refused.Message);
            }
        }

        return null;
    }

    private async Task<PaymentOutcome> IssueCreditAsync(string creditId, Order.Refund refund)
    {
        var command = new IssueStoreCredit(refund.Key, Amount(refund.Amount), Committed.Terms!.CustomerId, refund.ReturnId ?? Id);
        var answer = await GrainFactory.GetGrain<IStoreCreditGrain>(creditId).IssueAsync(command);
        Check(answer.Failure, refund.Key);
        return answer.Succeeded ? new PaymentOutcome(PaymentStatus.Approved) : new PaymentOutcome(PaymentStatus.Declined, Order.CreditRefused);
    }
}
