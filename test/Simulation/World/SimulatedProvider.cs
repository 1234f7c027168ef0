using OrleansCommerce.Orders;
using OrleansCommerce.Payments;

namespace OrleansCommerce.Simulation.World;

/// <summary>
/// Whoever moves money, outside of every process: slow, undecided, and its answers get lost, or come as webhooks,
/// but one key moves money once. What it
/// did, the money book knows.
/// </summary>
internal sealed class SimulatedProvider(SimulatedWorld world) : IPaymentProvider
{
    /// <summary>A token that is always declined.</summary>
    public const string Declined = "declined";

    /// <summary>A token that is approved sooner or later.</summary>
    public const string Approved = "approved";

    private readonly Random _random = world.RandomFor("provider");
    private readonly Dictionary<string, PaymentOutcome> _decided = new(StringComparer.Ordinal);

    /// <summary>A month, as some cards give; now and then hours, so that orders outlive it.</summary>
    public Task<PaymentOutcome> AuthorizeAsync(string authorizationKey, Money amount, string token, CancellationToken cancellationToken) =>
        DecideAsync(
            authorizationKey,
            amount,
            token == Declined ? new PaymentOutcome(PaymentStatus.Declined, "card_declined") : null,
            () =>
            {
                world.Trace.Tell("provider", $"sets {amount} aside for {authorizationKey}");
                world.Truth.CatchUp();
                world.Truth.Money.SetAside(authorizationKey, amount.Amount);
            },
            world.Time.GetUtcNow() + TimeSpan.FromHours(_random.Next(4) == 0 ? 13 : 24 * 30));

    public Task<PaymentOutcome> CaptureAsync(string captureKey, string authorizationKey, Money amount, CancellationToken cancellationToken) =>
        DecideAsync(captureKey, amount, declined: null, () =>
        {
            world.Trace.Tell("provider", $"takes {amount} of {authorizationKey} for {captureKey}");
            world.Truth.CatchUp();
            world.Truth.Money.Take(captureKey, authorizationKey, amount.Amount);
        });

    public Task<PaymentOutcome> VoidAsync(string authorizationKey, CancellationToken cancellationToken) =>
        DecideAsync($"{authorizationKey}:void", amount: null, declined: null, () =>
        {
            world.Trace.Tell("provider", $"lets the rest of {authorizationKey} go");
            world.Truth.Money.LetGo(authorizationKey);
        });

    public Task<PaymentOutcome> RefundAsync(string refundKey, string paymentKey, Money amount, CancellationToken cancellationToken) =>
        DecideAsync(refundKey, amount, declined: null, () =>
        {
            world.Trace.Tell("provider", $"gives {amount} of {paymentKey} back for {refundKey}");
            world.Truth.CatchUp();
            world.Truth.Money.GiveBack(refundKey, paymentKey, amount.Amount);
        });

    /// <summary>Runs beside the processes: a request that was sent is worked on even when its sender dies.</summary>
    private Task<PaymentOutcome> DecideAsync(
        string key, Money? amount, PaymentOutcome? declined, Action move, DateTimeOffset? expiresAt = null) => world.Scheduler.Start(async () =>
    {
        await DelayAsync();
        if (!_decided.TryGetValue(key, out var outcome))
        {
            if (!world.Faults.Healed && _random.Next(5) == 0)
            {
                return new PaymentOutcome(PaymentStatus.Pending);
            }

            outcome = declined ?? new PaymentOutcome(PaymentStatus.Approved, ExpiresAt: expiresAt);
            _decided.Add(key, outcome);
            if (outcome.Status == PaymentStatus.Approved)
            {
                move();
            }

            if (amount is { } decided && !world.Faults.Healed && _random.Next(3) == 0)
            {
                Tell(key, decided, outcome);
            }
        }

        await DelayAsync();
        return !world.Faults.Healed && _random.Next(8) == 0
            ? throw new TimeoutException("The provider's answer was lost.")
            : outcome;
    });

    /// <summary>By webhooks: before the answer or after it, twice now and then, and to whatever process is there.</summary>
    private void Tell(string key, Money amount, PaymentOutcome outcome)
    {
        var notice = new PaymentNotice($"notice-of-{key}", key, amount, outcome);
        var orderId = key[..key.IndexOf(':', StringComparison.Ordinal)];
        for (var copies = _random.Next(1, 3); copies > 0; copies--)
        {
            _ = world.Scheduler.Start(async () =>
            {
                await world.DelayAsync(TimeSpan.FromSeconds(10 * _random.NextDouble()));
                await new Shop(world, "provider", _random).AskAsync(
                    $"notice of {key}, {outcome.Status}", grains => grains.GetGrain<IOrderGrain>(orderId).NoticePaymentAsync(notice));
            });
        }
    }

    private Task DelayAsync() => world.Faults.Healed || _random.Next(3) > 0
        ? Task.CompletedTask
        : world.DelayAsync(TimeSpan.FromSeconds(4 * _random.NextDouble()));
}
