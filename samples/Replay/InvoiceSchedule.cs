namespace OrleansCommerce.Replay;

/// <summary>Hands invoices to workers: the earliest that is ready first, and of one chain the next only when the last is done.</summary>
internal sealed class InvoiceSchedule
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Queue<Invoice>, int> _ready = new();

    /// <summary>A schedule of all of them.</summary>
    /// <param name="invoices">In the order of time.</param>
    public InvoiceSchedule(IEnumerable<Invoice> invoices)
    {
        foreach (var chain in invoices.GroupBy(invoice => invoice.Chain, StringComparer.Ordinal))
        {
            var queue = new Queue<Invoice>(chain);
            _ready.Enqueue(queue, queue.Peek().Index);
            Count += queue.Count;
        }
    }

    /// <summary>Invoices in all.</summary>
    public int Count { get; }

    /// <summary>Plays every invoice, with up to <paramref name="workers"/> at once. The first fault stops all.</summary>
    public async Task RunAsync(int workers, Func<Invoice, CancellationToken, Task> play, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var turns = new SemaphoreSlim(_ready.Count);
        var unclaimed = Count;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync()));

        // Each claim is for one invoice that is ready now, or will be when its chain's last one is done.
        async Task WorkAsync()
        {
            try
            {
                while (Interlocked.Decrement(ref unclaimed) >= 0)
                {
                    await turns.WaitAsync(stop.Token);
                    var chain = Take();
                    await play(chain.Dequeue(), stop.Token);
                    if (chain.Count > 0)
                    {
                        Put(chain);
                        turns.Release();
                    }
                }
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }
    }

    private Queue<Invoice> Take()
    {
        lock (_gate)
        {
            return _ready.Dequeue();
        }
    }

    private void Put(Queue<Invoice> chain)
    {
        lock (_gate)
        {
            _ready.Enqueue(chain, chain.Peek().Index);
        }
    }
}
