using OrleansCommerce.Payments;

namespace OrleansCommerce.Simulation.World;

/// <summary>Whoever moves money, outside of every process.</summary>
internal sealed class SimulatedProvider(SimulatedWorld world) : IPaymentProvider
{
    public Task<PaymentOutcome> PayAsync(string paymentKey, Money amount, string token, CancellationToken cancellationToken)
    {
        world.Trace.Tell("provider", $"takes {amount} for {paymentKey}");
        return Task.FromResult(new PaymentOutcome(PaymentStatus.Approved));
    }

    public Task<PaymentOutcome> RefundAsync(string refundKey, string paymentKey, Money amount, CancellationToken cancellationToken)
    {
        world.Trace.Tell("provider", $"gives {amount} back for {refundKey}");
        return Task.FromResult(new PaymentOutcome(PaymentStatus.Approved));
    }
}
