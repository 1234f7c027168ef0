using Orleans;

namespace OrleansCommerce.Payments;

/// <summary>
/// The port to whoever moves money. Money is authorised when the customer pays, captured when goods leave, in one or several
/// parts, and given back by a refund; what is not captured is let go by a void. Every call carries our own key and is
/// idempotent: the same key gives the first answer again. Amounts are ours; the provider only gets tokens, never a card number.
/// What it decides later it tells by a signed webhook, see <see cref="PaymentNotice"/>.
/// </summary>
public interface IPaymentProvider
{
    /// <summary>Sets <paramref name="amount"/> aside.</summary>
    /// <param name="authorizationKey">Ours, unique to the attempt.</param>
    /// <param name="amount">More than zero.</param>
    /// <param name="token">Of the provider.</param>
    /// <param name="cancellationToken">Gives up waiting; the outcome is then unknown, and is asked for again with the same key.</param>
    /// <exception cref="TimeoutException">The provider did not answer.</exception>
    Task<PaymentOutcome> AuthorizeAsync(string authorizationKey, Money amount, string token, CancellationToken cancellationToken);

    /// <summary>Takes <paramref name="amount"/> of what was set aside; the rest stays set aside.</summary>
    /// <param name="captureKey">Ours, unique to the capture.</param>
    /// <param name="authorizationKey">Of the authorisation.</param>
    /// <param name="amount">More than zero; never more in sum than was authorised.</param>
    /// <param name="cancellationToken">As above.</param>
    /// <exception cref="TimeoutException">The provider did not answer.</exception>
    Task<PaymentOutcome> CaptureAsync(string captureKey, string authorizationKey, Money amount, CancellationToken cancellationToken);

    /// <summary>Lets go what is set aside and not captured. The key of the authorisation is its idempotency key.</summary>
    /// <param name="authorizationKey">Of the authorisation.</param>
    /// <param name="cancellationToken">As above.</param>
    /// <exception cref="TimeoutException">The provider did not answer.</exception>
    Task<PaymentOutcome> VoidAsync(string authorizationKey, CancellationToken cancellationToken);

    /// <summary>Gives <paramref name="amount"/> of captured money back.</summary>
    /// <param name="refundKey">Ours, unique to the refund.</param>
    /// <param name="paymentKey">Of the authorisation that was captured, or the reference of a terminal's payment.</param>
    /// <param name="amount">More than zero; never more in sum than was captured.</param>
    /// <param name="cancellationToken">As above.</param>
    /// <exception cref="TimeoutException">The provider did not answer.</exception>
    Task<PaymentOutcome> RefundAsync(string refundKey, string paymentKey, Money amount, CancellationToken cancellationToken);
}

/// <summary>What the provider said.</summary>
public enum PaymentStatus
{
    /// <summary>The money is set aside, or moved.</summary>
    Approved,

    /// <summary>It will not be.</summary>
    Declined,

    /// <summary>Not decided yet: ask again later.</summary>
    Pending,
}

/// <summary>The provider's answer.</summary>
/// <param name="Status">What it said.</param>
/// <param name="DeclineCode">Why not, when declined.</param>
/// <param name="ExpiresAt">Until when an approved authorisation can be captured, UTC; null when the provider does not say.</param>
[GenerateSerializer, Immutable, Alias("oc.PaymentOutcome")]
public sealed record PaymentOutcome(
    [property: Id(0)] PaymentStatus Status,
    [property: Id(1)] string? DeclineCode = null,
    [property: Id(2)] DateTimeOffset? ExpiresAt = null);
