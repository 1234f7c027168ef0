using GreenDonut;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

internal sealed partial class OperationExecution : IResumeScheduler
{
    /// <inheritdoc/>
    public void Schedule(Func<ValueTask> dispatch) => Turns.Put(new Turn(null, 0, null, Batch: dispatch));

    /// <inheritdoc/>
    public void Resume(Action continuations) => Turns.Put(new Turn(null, 0, null, Continuations: continuations));
}
