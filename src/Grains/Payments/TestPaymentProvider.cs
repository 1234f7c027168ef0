using System.Collections.Concurrent;
using OrleansCommerce.Payments;

namespace OrleansCommerce.Grains.Payments;

/// <summary>
/// The built-in provider for tests and first steps: moves no money. Its final answer to a payment follows from the token alone,
/// so a restart of the process cannot change an answer; only the clock of <c>tok_pending</c> starts anew.
/// <list type="table">
/// <item><term><c>tok_approve</c></term><description>approved</description></item>
/// <item><term><c>tok_decline</c></term><description>declined, <c>card_declined</c></description></item>
/// <item><term><c>tok_pending</c></term><description>pending until <see cref="Settle"/>, or approved when <see cref="SettlesAfter"/> is over</description></item>
/// <item><term><c>tok_timeout</c></term><description>the first question gets no answer; later ones: declined, <c>provider_timeout</c></description></item>
/// <item><term>any other</term><description>declined, <c>unknown_token</c></description></item>
/// </list>
/// Refunds are approved.
/// </summary>
public sealed class TestPaymentProvider(TimeProvider time) : IPaymentProvider
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _firstAsked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PaymentOutcome> _settled = new(StringComparer.Ordinal);

    /// <summary>How long a payment with <c>tok_pending</c> stays undecided.</summary>
    public TimeSpan SettlesAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task<PaymentOutcome> PayAsync(string paymentKey, Money amount, string token, CancellationToken cancellationToken)
    {
        if (_settled.TryGetValue(paymentKey, out var settled))
        {
            return settled;
        }

        var now = time.GetUtcNow();
        switch (token)
        {
            case "tok_approve":
                return new PaymentOutcome(PaymentStatus.Approved);
            case "tok_decline":
                return Declined("card_declined");
            case "tok_pending":
                return now - _firstAsked.GetOrAdd(paymentKey, now) >= SettlesAfter
                    ? new PaymentOutcome(PaymentStatus.Approved)
                    : new PaymentOutcome(PaymentStatus.Pending);
            case "tok_timeout":
                if (_firstAsked.TryAdd(paymentKey, now))
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                }

                return Declined("provider_timeout");
            default:
                return Declined("unknown_token");
        }
    }

    /// <inheritdoc/>
    public Task<PaymentOutcome> RefundAsync(string refundKey, string paymentKey, Money amount, CancellationToken cancellationToken) =>
        Task.FromResult(new PaymentOutcome(PaymentStatus.Approved));

    /// <summary>Decides a payment that is pending, as its card holder or bank would. The first decision stays.</summary>
    /// <returns>The decision that holds.</returns>
    public PaymentOutcome Settle(string paymentKey, PaymentOutcome outcome) => _settled.GetOrAdd(paymentKey, outcome);

    private static PaymentOutcome Declined(string code) => new(PaymentStatus.Declined, code);
}
