using Orleans.Runtime;
using OrleansCommerce.Local.Execution;

namespace OrleansCommerce.Local.Proxies;

/// <summary>The base of the generated references: one class for each grain interface, one object for each reference.</summary>
internal abstract class GrainProxy(GrainHost host, GrainClass grainClass, string key) : GrainReference
{
    // Spares the directory; an activation that has ended says so and is looked up anew.
    private Activation? _target;

    public override GrainId GrainId => new(grainClass.GrainType, IdSpan.Create(key));

    protected Task<T> Send<T>(GrainCall<T> call)
    {
        host.Send(call, grainClass, key, ref _target);
        return call.Task;
    }

    protected Task SendVoid(VoidGrainCall call)
    {
        host.Send(call, grainClass, key, ref _target);
        return call.Method.OneWay ? Unheard(call.Task) : call.Task;
    }

    private static Task Unheard(Task answer)
    {
        // Looked at, so that a failure which nobody awaits is not reported as unobserved.
        _ = answer.ContinueWith(
            static failed => _ = failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return Task.CompletedTask;
    }
}
