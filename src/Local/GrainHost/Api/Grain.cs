using Orleans.Runtime;
using OrleansCommerce.Local.Execution;

namespace Orleans;

/// <summary>The base of grain classes. Made by the host, in a turn of the activation that it belongs to.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Takes the activation in whose turn the object is made; none when a test makes it by hand.</summary>
    protected Grain() => GrainContext = (TaskScheduler.Current as IGrainContext)!;

    /// <summary>The activation that the instance belongs to.</summary>
    public IGrainContext GrainContext { get; }

    /// <summary>Finds other grains.</summary>
    protected IGrainFactory GrainFactory => Runtime.GrainFactory;

    /// <summary>The services of the process.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    private IActivationRuntime Runtime => GrainContext.Runtime();

    /// <summary>Runs before the first call. When it throws, the waiting calls fail and the next call tries afresh.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call, unless the process dies first.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends the activation once its running calls are done; the next call makes a new one.</summary>
    protected void DeactivateOnIdle() =>
        GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));

    /// <summary>Keeps the activation from being collected for idleness.</summary>
    /// <param name="timeSpan">For how long from now; zero or less takes an earlier wish back.</param>
    protected void DelayDeactivation(TimeSpan timeSpan) => Runtime.DelayDeactivation(timeSpan);
}
