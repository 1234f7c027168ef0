namespace OrleansCommerce.Simulation.Invariants;

/// <summary>What the provider did with money: every movement was asked for by a durable event first, and no key moves it twice.</summary>
internal sealed class MoneyBook(Truth truth)
{
    private readonly Dictionary<string, decimal> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string PaymentKey, decimal Amount)> _returned = new(StringComparer.Ordinal);

    /// <summary>Takes money.</summary>
    public void Take(string paymentKey, decimal amount)
    {
        var state = truth.Order(OrderOf(paymentKey)).State;
        if (!state.Payments.Exists(payment => payment.Key == paymentKey && payment.Amount == amount))
        {
            throw truth.Violate($"The provider took {amount} for '{paymentKey}', which no order in the journal asked for.");
        }

        _taken.Add(paymentKey, amount);
    }

    /// <summary>Gives money back.</summary>
    public void GiveBack(string refundKey, string paymentKey, decimal amount)
    {
        var orderId = OrderOf(paymentKey);
        _returned.Add(refundKey, (paymentKey, amount));
        var asked = truth.Order(orderId).State.Refunds.Sum(refund => refund.Amount);
        var returned = Returned(orderId);
        if (returned > asked)
        {
            throw truth.Violate($"The provider gave {returned} of order '{orderId}' back; the journal asked for {asked}.");
        }

        if (_returned.Values.Where(refund => refund.PaymentKey == paymentKey).Sum(refund => refund.Amount) > _taken.GetValueOrDefault(paymentKey))
        {
            throw truth.Violate($"The provider gave more of '{paymentKey}' back than it took.");
        }
    }

    /// <summary>Whether the provider took just this for a payment.</summary>
    public bool WasTaken(string paymentKey, decimal amount) => _taken.TryGetValue(paymentKey, out var taken) && taken == amount;

    /// <summary>Whether the provider gave just this back for a refund.</summary>
    public bool WasReturned(string refundKey, decimal amount) => _returned.TryGetValue(refundKey, out var refund) && refund.Amount == amount;

    /// <summary>Money taken for an order.</summary>
    public decimal Taken(string orderId) => _taken.Where(payment => OrderOf(payment.Key) == orderId).Sum(payment => payment.Value);

    /// <summary>Money of an order given back.</summary>
    public decimal Returned(string orderId) =>
        _returned.Values.Where(refund => OrderOf(refund.PaymentKey) == orderId).Sum(refund => refund.Amount);

    private static string OrderOf(string key) => key[..key.IndexOf(':', StringComparison.Ordinal)];
}
