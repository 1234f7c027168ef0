using OrleansCommerce.Payments;

namespace OrleansCommerce.Simulation.World;

/// <summary>
/// Whoever moves money, outside of every process: slow, undecided, and its answers get lost, but one key moves money once. What it
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

    public Task<PaymentOutcome> PayAsync(string paymentKey, Money amount, string token, CancellationToken cancellationToken) =>
        DecideAsync(paymentKey, token == Declined ? new PaymentOutcome(PaymentStatus.Declined, "card_declined") : null, () =>
        {
            world.Trace.Tell("provider", $"takes {amount} for {paymentKey}");
            world.Truth.CatchUp();
            world.Truth.Money.Take(paymentKey, amount.Amount);
        });

    public Task<PaymentOutcome> RefundAsync(string refundKey, string paymentKey, Money amount, CancellationToken cancellationToken) =>
        DecideAsync(refundKey, declined: null, () =>
        {
            world.Trace.Tell("provider", $"gives {amount} of {paymentKey} back for {refundKey}");
            world.Truth.CatchUp();
            world.Truth.Money.GiveBack(refundKey, paymentKey, amount.Amount);
        });

    /// <summary>Runs beside the processes: a request that was sent is worked on even when its sender dies.</summary>
    private Task<PaymentOutcome> DecideAsync(string key, PaymentOutcome? declined, Action move) => world.Scheduler.Start(async () =>
    {
        await DelayAsync();
        if (!_decided.TryGetValue(key, out var outcome))
        {
            if (!world.Faults.Healed && _random.Next(5) == 0)
            {
                return new PaymentOutcome(PaymentStatus.Pending);
            }

            outcome = declined ?? new PaymentOutcome(PaymentStatus.Approved);
            _decided.Add(key, outcome);
            if (outcome.Status == PaymentStatus.Approved)
            {
                move();
            }
        }

        await DelayAsync();
        return !world.Faults.Healed && _random.Next(8) == 0
            ? throw new TimeoutException("The provider's answer was lost.")
            : outcome;
    });

    private Task DelayAsync() => world.Faults.Healed || _random.Next(3) > 0
        ? Task.CompletedTask
        : world.DelayAsync(TimeSpan.FromSeconds(4 * _random.NextDouble()));
}
