using System.Threading.Tasks.Sources;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>The result of a resolver's task, as an object, without a state machine between the two.</summary>
internal sealed class TaskValue<T>(Task<T> task) : IValueTaskSource<object?>
{
    public object? GetResult(short token) => task.GetAwaiter().GetResult();

    public ValueTaskSourceStatus GetStatus(short token) =>
        !task.IsCompleted ? ValueTaskSourceStatus.Pending
        : task.IsCompletedSuccessfully ? ValueTaskSourceStatus.Succeeded
        : task.IsCanceled ? ValueTaskSourceStatus.Canceled
        : ValueTaskSourceStatus.Faulted;

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        var awaiter = task.ConfigureAwait(flags.HasFlag(ValueTaskSourceOnCompletedFlags.UseSchedulingContext)).GetAwaiter();
        if (flags.HasFlag(ValueTaskSourceOnCompletedFlags.FlowExecutionContext))
        {
            awaiter.OnCompleted(() => continuation(state));
        }
        else
        {
            awaiter.UnsafeOnCompleted(() => continuation(state));
        }
    }
}
