using Orleans;

namespace OrleansCommerce.Payments;

/// <summary>
/// The port to whoever moves money. Every call carries our own key and is idempotent: the same key gives the first answer again.
/// Amounts are ours; the provider only gets tokens, never a card number.
/// </summary>
public interface IPaymentProvider
{
    /// <summary>Takes <paramref name="amount"/>.</summary>
    /// <param name="paymentKey">Ours, unique to the attempt.</param>
    /// <param name="amount">More than zero.</param>
    /// <param name="token">Of the provider.</param>
    /// <param name="cancellationToken">Gives up waiting; the outcome is then unknown, and is asked for again with the same key.</param>
    /// <exception cref="TimeoutException">The provider did not answer.</exception>
    Task<PaymentOutcome> PayAsync(string paymentKey, Money amount, string token, CancellationToken cancellationToken);

    /// <summary>Gives <paramref name="amount"/> of an earlier payment back.</summary>
    /// <param name="refundKey">Ours, unique to the refund.</param>
    /// <param name="paymentKey">Of the payment.</param>
    /// <param name="amount">More than zero; never more in sum than was paid.</param>
    /// <param name="cancellationToken">As above.</param>
    /// <exception cref="TimeoutException">The provider did not answer.</exception>
    Task<PaymentOutcome> RefundAsync(string refundKey, string paymentKey, Money amount, CancellationToken cancellationToken);
}

/// <summary>What the provider said.</summary>
public enum PaymentStatus
{
    /// <summary>The money moved.</summary>
    Approved,

    /// <summary>It will not move.</summary>
    Declined,

    /// <summary>Not decided yet: ask again later.</summary>
    Pending,
}

/// <summary>The provider's answer.</summary>
/// <param name="Status">What it said.</param>
/// <param name="DeclineCode">Why not, when declined.</param>
[GenerateSerializer, Immutable, Alias("oc.PaymentOutcome")]
public sealed record PaymentOutcome([property: Id(0)] PaymentStatus Status, [property: Id(1)] string? DeclineCode = null);
