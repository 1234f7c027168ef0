using Orleans;

namespace OrleansCommerce.Payments;

/// <summary>
/// A decision that the provider tells on its own accord. It may come before the answer to the request, after it, several times, and in
/// any order; an order takes the first decision about a key, and no other.
/// </summary>
/// <param name="NoticeId">The provider's, for the record.</param>
/// <param name="Key">Ours, of the authorisation, capture or refund that was decided.</param>
/// <param name="Amount">What the provider says; believed only when it is what the order asked for.</param>
/// <param name="Outcome">The decision.</param>
[GenerateSerializer, Immutable, Alias("oc.PaymentNotice")]
public sealed record PaymentNotice(
    [property: Id(0)] string NoticeId,
    [property: Id(1)] string Key,
    [property: Id(2)] Money Amount,
    [property: Id(3)] PaymentOutcome Outcome);

/// <summary>Our keys of payments hold their order's id, so that a notice finds the order.</summary>
public static class PaymentKey
{
    /// <summary>The order's id; false when <paramref name="key"/> has another form.</summary>
    public static bool TryGetOrderId(string key, out string orderId)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        orderId = colon > 0 ? key[..colon] : string.Empty;
        return colon > 0;
    }
}
