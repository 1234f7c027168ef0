using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace OrleansCommerce.Local.Execution;

/// <summary>A call on its way to an activation, waiting there, or running. Completed once; later completions are ignored.</summary>
internal abstract class GrainCall(GrainMethod method) : WorkNode
{
    /// <summary>Waits for ever.</summary>
    public const int NoDeadline = int.MaxValue;

    public GrainMethod Method { get; } = method;

    /// <summary>The caller's request context.</summary>
    public ImmutableDictionary<string, object>? Context { get; set; }

    /// <summary>The caller's trace, which the grain's own steps then belong to; null when nobody traces.</summary>
    public Activity? Trace { get; set; }

    /// <summary>The sweep's tick at which the caller stops waiting.</summary>
    public int Deadline { get; set; } = NoDeadline;

    /// <summary>When the call was sent, as a timestamp of the host's clock; 0 when nobody measures.</summary>
    public long SentAt { get; set; }

    /// <summary>The one before in the list of running calls; <see cref="WorkNode.Next"/> is the one after.</summary>
    public GrainCall? Previous { get; set; }

    /// <summary>Whether it counts as use of the activation.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Whether it is meant for this activation only, and ends with it: ticks and stream items.</summary>
    public virtual bool DiesWithActivation => false;

    /// <summary>Runs the synchronous part. When that did not complete the call, gives what <see cref="FinishAsync"/> is to wait for.</summary>
    public abstract bool TryComplete(Activation activation, object target, [NotNullWhen(false)] out Task? pending);

    /// <summary>Waits for what <see cref="TryComplete"/> gave, in turns of the activation, and completes the call.</summary>
    public abstract Task FinishAsync(Activation activation, Task pending);

    /// <summary>Completes the call with a failure.</summary>
    public abstract void Fail(Exception exception);

    internal sealed override void Run(TurnScheduler turns) => ((Activation)turns).RunCall(this);
}

/// <summary>A call with a result.</summary>
internal abstract class GrainCall<T>(GrainMethod method) : GrainCall(method)
{
    // Not RunContinuationsAsynchronously: completed in a turn, continuations are queued to the awaiting scheduler by
    // themselves, and combinators such as WhenAll need no thread of the pool.
    private readonly TaskCompletionSource<T> _completion = new();

    public Task<T> Task => _completion.Task;

    public override bool TryComplete(Activation activation, object target, [NotNullWhen(false)] out Task? pending)
    {
        pending = null;
        ValueTask<T> answer;
        try
        {
            answer = Call(target);
        }
        catch (Exception exception)
        {
            activation.Host.Metrics.CallEnded(activation, this, failed: true);
            Fail(exception);
            return true;
        }

        if (answer.IsCompletedSuccessfully)
        {
            activation.Host.Metrics.CallEnded(activation, this, failed: false);
            _completion.TrySetResult(answer.Result);
            return true;
        }

        pending = answer.AsTask();
        return false;
    }

    public override async Task FinishAsync(Activation activation, Task pending)
    {
        await pending.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        activation.Host.Metrics.CallEnded(activation, this, !pending.IsCompletedSuccessfully);
        _completion.TrySetFromTask((Task<T>)pending);
        activation.CallEnded(this);
    }

    public sealed override void Fail(Exception exception) => _completion.TrySetException(exception);

    /// <summary>Calls the method on the grain. The proxies' generated classes implement it.</summary>
    protected abstract ValueTask<T> Call(object target);
}

/// <summary>A call without a result.</summary>
internal abstract class VoidGrainCall(GrainMethod method) : GrainCall(method)
{
    private readonly TaskCompletionSource _completion = new();

    public Task Task => _completion.Task;

    public override bool TryComplete(Activation activation, object target, [NotNullWhen(false)] out Task? pending)
    {
        pending = null;
        ValueTask answer;
        try
        {
            answer = Call(target);
        }
        catch (Exception exception)
        {
            activation.Host.Metrics.CallEnded(activation, this, failed: true);
            Fail(exception);
            return true;
        }

        if (answer.IsCompletedSuccessfully)
        {
            answer.GetAwaiter().GetResult();
            activation.Host.Metrics.CallEnded(activation, this, failed: false);
            _completion.TrySetResult();
            return true;
        }

        pending = answer.AsTask();
        return false;
    }

    public override async Task FinishAsync(Activation activation, Task pending)
    {
        await pending.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        activation.Host.Metrics.CallEnded(activation, this, !pending.IsCompletedSuccessfully);
        _completion.TrySetFromTask(pending);
        activation.CallEnded(this);
    }

    public sealed override void Fail(Exception exception) => _completion.TrySetException(exception);

    /// <summary>Calls the method on the grain.</summary>
    protected abstract ValueTask Call(object target);
}

/// <summary>The host's own work in the order of an activation's calls.</summary>
internal sealed class HostCall(GrainMethod method, Func<object, Task> work, bool keepsAlive, bool diesWithActivation) : VoidGrainCall(method)
{
    public override bool KeepsAlive => keepsAlive;

    public override bool DiesWithActivation => diesWithActivation;

    protected override ValueTask Call(object target) => new(work(target));
}
