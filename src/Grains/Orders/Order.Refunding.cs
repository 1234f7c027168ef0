using System.Collections.Immutable;
using OrleansCommerce.Orders;
using OrleansCommerce.StoreCredits;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// Where money goes back to. A refund is always taken out of one payment, whatever it becomes, so that of each no more goes back than was
/// captured. Cards come first, since what was paid by card is not turned into cash; then gift cards, store credit and cash.
/// </summary>
public static partial class Order
{
    /// <summary>The code of a refund that the store credit would not take.</summary>
    public const string CreditRefused = "store_credit_refused";

    /// <summary>The returns as callers see them, oldest first.</summary>
    public static ImmutableArray<OrderReturnDetails> ReturnsOf(State state) =>
    [
        .. state.Returns.Select(goods => new OrderReturnDetails(
            goods.Id,
            goods.LocationId,
            goods.At,
            new Money(goods.Amount, state.Terms!.Currency),
            [.. goods.Lines.Select(line => LineDetails(state, line))],
            goods.RefundTo,
            CreditOf(state, goods),
            goods.Override)),
    ];

    private static OrderReturnLine LineDetails(State state, ReturnedLine line) => new(
        line.OrderLineId,
        line.Sku,
        line.Quantity,
        line.Disposition,
        line.Reason,
        line.Note,
        line.Condition,
        new Money(line.Refund, state.Terms!.Currency));

    /// <summary>The store credit that a return gave; null when it gave none.</summary>
    private static string? CreditOf(State state, Return goods)
    {
        var own = StoreCreditId.Of(goods.Id);
        return state.Refunds.Exists(refund => refund.CreditId == own && refund.Status != Transfer.Declined) ? own : null;
    }

    private static Event? TakeBack(State state, decimal amount, Return? goods, DateTimeOffset now)
    {
        if (state.Payments.Where(payment => RefundableOf(state, payment) > 0).OrderBy(payment => RefundRank(payment.Tender)).FirstOrDefault() is not { } paid)
        {
            return null;
        }

        // What pays for other goods comes last, so that what is left over goes back to cards first.
        var leftOver = goods is null ? amount : goods.Amount - goods.Exchanged - GivenBack(state, goods);
        amount = leftOver > 0 ? Math.Min(amount, leftOver) : amount;
        var credit = leftOver > 0 ? CreditFor(paid, goods) : StoreCreditId.Of(goods!.Id);
        if (paid.Tender == TenderKind.Cash && credit is null)
        {
            return new Event.Refunded(RefundKey(state), Math.Min(amount, RefundableOf(state, paid)), goods?.Id)
            {
                IsOwed = goods?.OwesCash ?? (state.CancelTillId is null),
            };
        }

        var source = RefundSources(state, paid).First(source => source.Amount > 0);
        return new Event.RefundStarted(RefundKey(state), paid.Key, Math.Min(amount, source.Amount), goods?.Id, now, source.Key, credit);
    }

    private static decimal GivenBack(State state, Return goods) =>
        state.Refunds.Where(refund => refund.ReturnId == goods.Id).Sum(refund => refund.Amount);

    private static int RefundRank(TenderKind tender) => tender switch
    {
        TenderKind.Card => 0,
        TenderKind.GiftCard => 1,
        TenderKind.StoreCredit => 2,
        _ => 3,
    };

    /// <summary>The store credit that a refund becomes: what was paid with one goes back to it, and all of it when the customer chose that.</summary>
    private static string? CreditFor(Payment paid, Return? goods)
    {
        if (goods is { RefundTo: RefundTarget.StoreCredit })
        {
            return StoreCreditId.Of(goods.Id);
        }

        return paid.Tender == TenderKind.StoreCredit && StoreCreditId.TryParseRedemption(paid.Token, out var creditId) ? creditId : null;
    }

    /// <summary>
    /// What a provider refused to take back, and the return wants as store credit instead; null when there is none. A provider that never
    /// answered may have given the money back: a person has to find out.
    /// </summary>
    private static Event.RefundRedirected? RefusedRefund(State state)
    {
        var refused = state.Refunds.Find(refund =>
            refund is { Status: Transfer.Declined, CreditId: null, Code: not (null or NoAnswer) }
            && state.Returns.Exists(goods => goods.Id == refund.ReturnId && goods.RefundTo == RefundTarget.OriginalTendersOrStoreCredit));
        return refused is null ? null : new Event.RefundRedirected(refused.Key, StoreCreditId.Of(refused.ReturnId!));
    }
}
