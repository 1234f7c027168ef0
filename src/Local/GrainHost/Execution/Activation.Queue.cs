namespace OrleansCommerce.Local.Execution;

/// <summary>Who waits, who runs, and who may begin. Everything here is called under the lock.</summary>
internal sealed partial class Activation
{
    private void Add(GrainCall call)
    {
        _waitingCount++;
        if (call.Method.AlwaysInterleave)
        {
            _interleaving.Enqueue(call);
        }
        else
        {
            _waiting.Enqueue(call);
            _waitingReadOnly += call.Method.ReadOnly ? 1 : 0;
        }

        if (call.KeepsAlive)
        {
            _lastUsed = Host.Collector.Tick;
        }
    }

    private void Removed(GrainCall call)
    {
        _waitingCount--;
        _waitingReadOnly -= call.Method is { ReadOnly: true, AlwaysInterleave: false } ? 1 : 0;
    }

    private bool MayBegin(GrainCall call) =>
        _blocking == 0
        || Class.Reentrant
        || call.Method.AlwaysInterleave
        || (call.Method.ReadOnly && _blockingWrites == 0);

    /// <summary>The next call that may begin. A reader passes waiting writers, since they may wait for its own callers.</summary>
    private GrainCall? TakeCall()
    {
        var call = _interleaving.Dequeue();
        if (call is null && _waiting.Head is { } head)
        {
            if (MayBegin(head))
            {
                call = _waiting.Dequeue();
            }
            else if (_waitingReadOnly > 0 && _blockingWrites == 0)
            {
                call = _waiting.TakeFirst(static waiting => waiting.Method.ReadOnly);
            }
        }

        if (call is not null)
        {
            Removed(call);
        }

        return call;
    }

    private GrainCall? TakeWaiting()
    {
        var call = _interleaving.Dequeue() ?? _waiting.Dequeue();
        if (call is not null)
        {
            Removed(call);
        }

        return call;
    }

    private void AddRunning(GrainCall call)
    {
        call.Next = _running;
        call.Previous = null;
        if (_running is not null)
        {
            _running.Previous = call;
        }

        _running = call;
        CountRunning(call, 1);
    }

    private void RemoveRunning(GrainCall call)
    {
        var next = (GrainCall?)call.Next;
        if (next is not null)
        {
            next.Previous = call.Previous;
        }

        if (call.Previous is null)
        {
            _running = next;
        }
        else
        {
            call.Previous.Next = next;
        }

        call.Next = null;
        call.Previous = null;
        CountRunning(call, -1);
    }

    private void CountRunning(GrainCall call, int change)
    {
        _runningCount += change;
        if (!call.Method.AlwaysInterleave)
        {
            _blocking += change;
            _blockingWrites += call.Method.ReadOnly ? 0 : change;
        }
    }
}
