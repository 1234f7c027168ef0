using System.Collections.Concurrent;
using OrleansCommerce.Payments;

namespace OrleansCommerce.Grains.Payments;

/// <summary>
/// The built-in provider for tests and first steps: moves no money. Its final answer to a payment follows from the token alone,
/// so a restart of the process cannot change an answer; only the clock of <c>tok_pending</c> starts anew, and what it authorised
/// before the restart it believes. As long as it remembers, it captures no more than it authorised, and refunds no more than it captured.
/// <list type="table">
/// <item><term><c>tok_approve</c></term><description>approved</description></item>
/// <item><term><c>tok_decline</c></term><description>declined, <c>card_declined</c></description></item>
/// <item><term><c>tok_pending</c></term><description>pending until <see cref="Settle"/>, or approved when <see cref="SettlesAfter"/> is over</description></item>
/// <item><term><c>tok_timeout</c></term><description>the first question gets no answer; later ones: declined, <c>provider_timeout</c></description></item>
/// <item><term><c>tok_once</c></term><description>approved; no capture of it is, nor another authorisation in its place: <c>card_expired</c></description></item>
/// <item><term>any other</term><description>declined, <c>unknown_token</c></description></item>
/// </list>
/// </summary>
public sealed class TestPaymentProvider(TimeProvider time) : IPaymentProvider
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _firstAsked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PaymentOutcome> _settled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PaymentOutcome> _moved = new(StringComparer.Ordinal);
    private readonly Lock _books = new();

    /// <summary>How long a payment with <c>tok_pending</c> stays undecided.</summary>
    public TimeSpan SettlesAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an authorisation can be captured; cards give a week.</summary>
    public TimeSpan AuthorizationPeriod { get; init; } = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public async Task<PaymentOutcome> AuthorizeAsync(string authorizationKey, Money amount, string token, CancellationToken cancellationToken)
    {
        if (_settled.TryGetValue(authorizationKey, out var settled))
        {
            return settled.Status == PaymentStatus.Approved ? Approve() : settled;
        }

        var now = time.GetUtcNow();
        switch (token)
        {
            case "tok_approve":
                return Approve();
            case "tok_once":
                return authorizationKey.Contains(":renewal:", StringComparison.Ordinal) ? Declined("card_expired") : Approve();
            case "tok_decline":
                return Declined("card_declined");
            case "tok_pending":
                return now - _firstAsked.GetOrAdd(authorizationKey, now) >= SettlesAfter ? Approve() : new PaymentOutcome(PaymentStatus.Pending);
            case "tok_timeout":
                if (_firstAsked.TryAdd(authorizationKey, now))
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                }

                return Declined("provider_timeout");
            default:
                return Declined("unknown_token");
        }

        PaymentOutcome Approve()
        {
            lock (_books)
            {
                if (!_accounts.TryGetValue(authorizationKey, out var account))
                {
                    _accounts[authorizationKey] = account = new Account(amount.Amount, token, time.GetUtcNow() + AuthorizationPeriod);
                }

                return new PaymentOutcome(PaymentStatus.Approved, ExpiresAt: account.ExpiresAt);
            }
        }
    }

    /// <inheritdoc/>
    public Task<PaymentOutcome> CaptureAsync(string captureKey, string authorizationKey, Money amount, CancellationToken cancellationToken) =>
        Move(captureKey, authorizationKey, account =>
        {
            if (account.Token == "tok_once")
            {
                return Declined("card_expired");
            }

            if (account.IsVoided || time.GetUtcNow() >= account.ExpiresAt)
            {
                return Declined("authorization_expired");
            }

            if (account.Captured + amount.Amount > account.Authorized)
            {
                return Declined("amount_too_large");
            }

            account.Captured += amount.Amount;
            return new PaymentOutcome(PaymentStatus.Approved);
        });

    /// <inheritdoc/>
    public Task<PaymentOutcome> VoidAsync(string authorizationKey, CancellationToken cancellationToken) =>
        Move($"{authorizationKey}:void", authorizationKey, account =>
        {
            account.IsVoided = true;
            return new PaymentOutcome(PaymentStatus.Approved);
        });

    /// <inheritdoc/>
    public Task<PaymentOutcome> RefundAsync(string refundKey, string paymentKey, Money amount, CancellationToken cancellationToken) =>
        Move(refundKey, paymentKey, account =>
        {
            if (account.Refunded + amount.Amount > account.Captured)
            {
                return Declined("amount_too_large");
            }

            account.Refunded += amount.Amount;
            return new PaymentOutcome(PaymentStatus.Approved);
        });

    /// <summary>Decides a payment that is pending, as its card holder or bank would. The first decision stays.</summary>
    /// <returns>The decision that holds.</returns>
    public PaymentOutcome Settle(string authorizationKey, PaymentOutcome outcome) => _settled.GetOrAdd(authorizationKey, outcome);

    private static PaymentOutcome Declined(string code) => new(PaymentStatus.Declined, code);

    /// <summary>One key moves money once. Of an authorisation from before a restart nothing is known: whoever asks is believed.</summary>
    private Task<PaymentOutcome> Move(string key, string authorizationKey, Func<Account, PaymentOutcome> move)
    {
        lock (_books)
        {
            if (!_moved.TryGetValue(key, out var outcome))
            {
                outcome = _accounts.TryGetValue(authorizationKey, out var account) ? move(account) : new PaymentOutcome(PaymentStatus.Approved);
                _moved.Add(key, outcome);
            }

            return Task.FromResult(outcome);
        }
    }

    private sealed class Account(decimal authorized, string token, DateTimeOffset expiresAt)
    {
        public decimal Authorized => authorized;

        public string Token => token;

        public DateTimeOffset ExpiresAt => expiresAt;

        public decimal Captured { get; set; }

        public decimal Refunded { get; set; }

        public bool IsVoided { get; set; }
    }
}
