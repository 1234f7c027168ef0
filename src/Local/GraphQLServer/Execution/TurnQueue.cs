using System.Threading.Tasks.Sources;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>
/// What is to be done in the loop of one execution: any thread puts, the loop alone takes and waits. Made for one reader and few
/// items, where a channel would cost more than what it carries.
/// </summary>
internal sealed class TurnQueue<T> : IValueTaskSource
{
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<bool> _arrival = new() { RunContinuationsAsynchronously = true };
    private T[] _items = new T[4];
    private int _first;
    private int _count;
    private bool _isWaiting;
    private bool _isEnded;

    public void Put(T item)
    {
        lock (_gate)
        {
            if (_first + _count == _items.Length)
            {
                MakeRoom();
            }

            _items[_first + _count++] = item;
            if (!_isWaiting)
            {
                return;
            }

            _isWaiting = false;
        }

        _arrival.SetResult(true);
    }

    /// <summary>Ends the loop's waiting, now and for ever.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isEnded = true;
            if (!_isWaiting)
            {
                return;
            }

            _isWaiting = false;
        }

        _arrival.SetResult(true);
    }

    public bool TryTake(out T item)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                item = default!;
                return false;
            }

            item = _items[_first];
            _items[_first] = default!;
            _first = --_count == 0 ? 0 : _first + 1;
            return true;
        }
    }

    /// <summary>Waits until there is something to take, or <see cref="End"/> was called.</summary>
    public ValueTask WaitAsync()
    {
        lock (_gate)
        {
            if (_count > 0 || _isEnded)
            {
                return ValueTask.CompletedTask;
            }

            _isWaiting = true;
            _arrival.Reset();
            return new ValueTask(this, _arrival.Version);
        }
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _arrival.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _arrival.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token) => _arrival.GetResult(token);

    private void MakeRoom()
    {
        var items = _count * 2 > _items.Length ? new T[_items.Length * 2] : _items;
        Array.Copy(_items, _first, items, 0, _count);
        if (ReferenceEquals(items, _items))
        {
            Array.Clear(items, _count, items.Length - _count);
        }

        (_items, _first) = (items, 0);
    }
}
