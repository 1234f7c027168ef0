using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>
/// Executes an operation once. All bookkeeping happens in one turn-taking loop; what resolvers await runs at the same
/// time, and comes back to the loop when it is done. GraphQL specification, section 6.
/// </summary>
internal sealed partial class OperationExecution
{
    private readonly RequestContext _request;
    private readonly OperationPlan _plan;
    private readonly FieldErrors _errors;
    private readonly ObjectResult _root;
    private List<Func<ValueTask>>? _batches;
    private TurnQueue<Turn>? _turns;
    private FragmentBuffer? _fragments;
    private int _awaited;

    public OperationExecution(RequestContext request, OperationPlan plan, FieldErrors errors)
    {
        _request = request;
        _plan = plan;
        _errors = errors;
        _root = new ObjectResult(null, 0, plan.Root);
        request.BatchScheduler = this;
    }

    // Made at the first use: an execution in which nothing waits takes no turns. A resolver may ask for a batch on any thread.
    private TurnQueue<Turn> Turns => LazyInitializer.EnsureInitialized(ref _turns, static () => new TurnQueue<Turn>());

    public async Task<ExecutionResult> RunAsync(object? rootValue)
    {
        if (_plan.Root.Fault is { } fault)
        {
            _errors.Add(fault, null, 0);
            return new ExecutionResult(null, _errors.All, HasData: true);
        }

        try
        {
            var serial = _plan.Operation.Type == OperationType.Mutation;
            for (var i = 0; i < _root.Values.Length && !_root.IsDiscarded; i++)
            {
                Execute(_root, i, rootValue);
                if (serial && _awaited > 0)
                {
                    await DrainAsync();
                }
            }

            if (_awaited > 0)
            {
                await DrainAsync();
            }
        }
        catch (OperationCanceledException) when (_request.CancellationToken.IsCancellationRequested)
        {
            return new ExecutionResult(null, [Errors.Of("The request took too long.", ErrorCode.Timeout)], HasData: true);
        }

        return new ExecutionResult(_root.IsDiscarded ? null : _root, _errors.All, HasData: true);
    }

    /// <summary>Takes turns until nothing is awaited any more.</summary>
    private async ValueTask DrainAsync()
    {
        var turns = Turns;
        using var cancellation = _request.CancellationToken.UnsafeRegister(static queue => ((TurnQueue<Turn>)queue!).End(), turns);
        while (_awaited > 0)
        {
            while (turns.TryTake(out var turn))
            {
                Take(turn);
            }

            if (_batches is { Count: > 0 })
            {
                Dispatch(_batches);
            }
            else if (_awaited > 0)
            {
                await turns.WaitAsync();
                _request.CancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private void Take(in Turn turn)
    {
        if (turn.Batch is not null)
        {
            (_batches ??= []).Add(turn.Batch);
        }
        else if (turn.Continuations is not null)
        {
            turn.Continuations();
        }
        else
        {
            _awaited--;
            Finish(turn.Node!, turn.Index, turn.Value, turn.Fault);
        }
    }

    // Nothing else can run: whatever keys the data loaders have by now are all that come together.
    private static void Dispatch(List<Func<ValueTask>> batches)
    {
        var ready = batches.ToArray();
        batches.Clear();
        foreach (var batch in ready)
        {
            // A batch reports its faults to the resolvers that wait for it.
            _ = batch().AsTask();
        }
    }
}
