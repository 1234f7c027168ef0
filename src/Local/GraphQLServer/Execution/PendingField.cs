using System.Runtime.CompilerServices;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>A field whose resolver waits; comes back to the loop with the value or the fault.</summary>
internal sealed class PendingField
{
    private readonly TurnQueue<Turn> _turns;
    private readonly ResultNode _node;
    private readonly int _index;
    private readonly ValueTaskAwaiter<object?> _awaiter;

    private PendingField(TurnQueue<Turn> turns, ResultNode node, int index, ValueTask<object?> value)
    {
        _turns = turns;
        _node = node;
        _index = index;
        _awaiter = value.GetAwaiter();
    }

    public static void Await(TurnQueue<Turn> turns, ResultNode node, int index, ValueTask<object?> value)
    {
        var pending = new PendingField(turns, node, index, value);
        pending._awaiter.UnsafeOnCompleted(pending.Completed);
    }

    private void Completed()
    {
        Turn turn;
        try
        {
            turn = new Turn(_node, _index, _awaiter.GetResult());
        }
        catch (Exception fault)
        {
            turn = new Turn(_node, _index, null, fault);
        }

        _turns.Put(turn);
    }
}

/// <summary>What the loop does next: a field's value, the continuations of a batch, or a batch to be dispatched.</summary>
internal readonly record struct Turn(
    ResultNode? Node,
    int Index,
    object? Value,
    Exception? Fault = null,
    Action? Continuations = null,
    Func<ValueTask>? Batch = null);
