namespace OrleansCommerce.Simulation.Invariants;

/// <summary>
/// What the provider did with money: every movement was asked for by a durable event first, no key moves it twice, and of each
/// authorisation no more is taken than was set aside, and no more given back than was taken.
/// </summary>
internal sealed class MoneyBook(Truth truth)
{
    private readonly Dictionary<string, decimal> _setAside = new(StringComparer.Ordinal);
    private readonly HashSet<string> _letGo = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Movement> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Movement> _returned = new(StringComparer.Ordinal);

    /// <summary>Sets money aside.</summary>
    public void SetAside(string authorizationKey, decimal amount)
    {
        if (!truth.Order(OrderOf(authorizationKey)).State.Payments.Exists(payment =>
            (payment.Key == authorizationKey && payment.Amount == amount)
            || (payment.Renewal?.Key == authorizationKey && payment.Renewal.Amount == amount)
            || payment.AuthorizationKey == authorizationKey))
        {
            throw truth.Violate($"The provider set {amount} aside for '{authorizationKey}', which no order in the journal asked for.");
        }

        _setAside.Add(authorizationKey, amount);
    }

    /// <summary>Takes money that was set aside.</summary>
    public void Take(string captureKey, string authorizationKey, decimal amount)
    {
        if (!truth.Order(OrderOf(captureKey)).State.Captures.Exists(capture =>
            capture.Key == captureKey && capture.AuthorizationKey == authorizationKey && capture.Amount == amount))
        {
            throw truth.Violate($"The provider took {amount} for '{captureKey}', which no order in the journal asked for.");
        }

        _taken.Add(captureKey, new Movement(authorizationKey, amount));
        if (_letGo.Contains(authorizationKey) || Of(_taken, authorizationKey) > _setAside.GetValueOrDefault(authorizationKey))
        {
            throw truth.Violate($"The provider took more of '{authorizationKey}' than is set aside.");
        }
    }

    /// <summary>Lets the rest of what was set aside go.</summary>
    public void LetGo(string authorizationKey) => _letGo.Add(authorizationKey);

    /// <summary>Gives money back.</summary>
    public void GiveBack(string refundKey, string authorizationKey, decimal amount)
    {
        var orderId = OrderOf(authorizationKey);
        _returned.Add(refundKey, new Movement(authorizationKey, amount));
        var asked = truth.Order(orderId).State.Refunds.Where(refund => !refund.IsRelease).Sum(refund => refund.Amount);
        var returned = Returned(orderId);
        if (returned > asked)
        {
            throw truth.Violate($"The provider gave {returned} of order '{orderId}' back; the journal asked for {asked}.");
        }

        if (Of(_returned, authorizationKey) > Of(_taken, authorizationKey))
        {
            throw truth.Violate($"The provider gave more of '{authorizationKey}' back than it took.");
        }
    }

    /// <summary>Whether the provider set just this aside.</summary>
    public bool IsSetAside(string authorizationKey, decimal amount) =>
        _setAside.TryGetValue(authorizationKey, out var setAside) && setAside == amount;

    /// <summary>Whether the provider took just this for a capture.</summary>
    public bool WasTaken(string captureKey, decimal amount) => _taken.TryGetValue(captureKey, out var capture) && capture.Amount == amount;

    /// <summary>Whether the provider gave just this back for a refund.</summary>
    public bool WasReturned(string refundKey, decimal amount) => _returned.TryGetValue(refundKey, out var refund) && refund.Amount == amount;

    /// <summary>Money taken for an order.</summary>
    public decimal Taken(string orderId) => _taken.Where(capture => OrderOf(capture.Key) == orderId).Sum(capture => capture.Value.Amount);

    /// <summary>Money of an order given back.</summary>
    public decimal Returned(string orderId) =>
        _returned.Values.Where(refund => OrderOf(refund.AuthorizationKey) == orderId).Sum(refund => refund.Amount);

    private static decimal Of(Dictionary<string, Movement> movements, string authorizationKey) =>
        movements.Values.Where(movement => movement.AuthorizationKey == authorizationKey).Sum(movement => movement.Amount);

    private static string OrderOf(string key) => key[..key.IndexOf(':', StringComparison.Ordinal)];

    private sealed record Movement(string AuthorizationKey, decimal Amount);
}
