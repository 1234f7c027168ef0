using System.Collections.Immutable;
using OrleansCommerce.Carriers;

namespace OrleansCommerce.Simulation.World;

/// <summary>Whoever sells labels, outside of every process: slow, undecided, and its answers get lost, but one key is one label.</summary>
internal sealed class SimulatedCarrier(SimulatedWorld world) : ICarrier
{
    private readonly Random _random = world.RandomFor("carrier");

    public Task<LabelOutcome> BuyLabelAsync(LabelRequest request, CancellationToken cancellationToken) =>
        DecideAsync(() => world.Truth.Labels.IsSold(request.Key), () =>
        {
            world.Trace.Tell("carrier", $"sells {request.Key}");
            world.Truth.CatchUp();
            world.Truth.Labels.Sell(request.Key);
        }, new LabelOutcome(LabelStatus.Done, "Carrier", $"T-{request.Key}", "/label"));

    public Task<LabelOutcome> VoidLabelAsync(string labelKey, CancellationToken cancellationToken) =>
        DecideAsync(() => world.Truth.Labels.IsTakenBack(labelKey), () =>
        {
            world.Trace.Tell("carrier", $"takes {labelKey} back");
            world.Truth.CatchUp();
            world.Truth.Labels.TakeBack(labelKey);
        }, new LabelOutcome(LabelStatus.Done));

    public Task<ImmutableArray<TrackingNews>> TrackAsync(string trackingNumber, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<TrackingNews>.Empty);

    /// <summary>Runs beside the processes: a request that was sent is worked on even when its sender dies.</summary>
    private Task<LabelOutcome> DecideAsync(Func<bool> isDone, Action act, LabelOutcome done) => world.Scheduler.Start(async () =>
    {
        if (!world.Faults.Healed && _random.Next(4) == 0)
        {
            await world.DelayAsync(TimeSpan.FromSeconds(4 * _random.NextDouble()));
        }

        if (!isDone())
        {
            if (!world.Faults.Healed && _random.Next(6) == 0)
            {
                return new LabelOutcome(LabelStatus.Pending);
            }

            act();
        }

        return !world.Faults.Healed && _random.Next(8) == 0 ? throw new TimeoutException("The carrier's answer was lost.") : done;
    });
}
