using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace OrleansCommerce.GraphQLServer.Tests;

/// <summary>A source that tells all its listeners, and waits for none.</summary>
public sealed class Loudspeaker
{
    private readonly Lock _gate = new();
    private readonly List<Channel<string>> _listeners = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    public void Say(string text)
    {
        lock (_gate)
        {
            foreach (var listener in _listeners)
            {
                listener.Writer.TryWrite(text);
            }
        }
    }

    /// <summary>Completes when there are just so many listeners.</summary>
    public Task ListenersAsync(int count)
    {
        lock (_gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            Tell();
            return reached.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    public async IAsyncEnumerable<string> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = System.Threading.Channels.Channel.CreateUnbounded<string>();
        lock (_gate)
        {
            _listeners.Add(channel);
            Tell();
        }

        try
        {
            await foreach (var text in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return text;
            }
        }
        finally
        {
            lock (_gate)
            {
                _listeners.Remove(channel);
                Tell();
            }
        }
    }

    private void Tell()
    {
        foreach (var (_, reached) in _waiting.Where(w => w.Count == _listeners.Count))
        {
            reached.TrySetResult();
        }
    }
}
