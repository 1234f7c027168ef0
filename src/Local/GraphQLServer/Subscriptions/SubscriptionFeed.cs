using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using OrleansCommerce.Local.GraphQLServer.Execution;

namespace OrleansCommerce.Local.GraphQLServer.Subscriptions;

/// <summary>
/// Executes a subscription for each event of its source, and holds the results until the subscriber takes them. A
/// subscriber that falls behind by more than the buffer is dropped: the source, and everybody else, never waits for it.
/// </summary>
internal sealed class SubscriptionFeed(
    RequestExecutor executor,
    PreparedRequest request,
    RequestOrigin origin,
    IServiceScopeFactory scopes,
    int maxBuffered)
{
    // A subscriber that was dropped gets what is buffered, and the error that says so, only if it reads on.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    // One place more than the buffer, for the error that ends the feed of a slow subscriber.
    private readonly Channel<ExecutionResult> _results =
        Channel.CreateBounded<ExecutionResult>(new BoundedChannelOptions(maxBuffered + 1) { SingleReader = true, SingleWriter = true });

    public ChannelReader<ExecutionResult> Results => _results.Reader;

    /// <summary>Follows the source while <paramref name="send"/> sends the results, until both have ended.</summary>
    /// <param name="events">The source.</param>
    /// <param name="send">Sends <see cref="Results"/> to their end.</param>
    /// <param name="abort">Cuts the connection of a subscriber that does not take the last of them in time.</param>
    /// <param name="time">Measures that time.</param>
    /// <param name="cancellationToken">Ends the feed.</param>
    public async Task DeliverAsync(
        IAsyncEnumerable<object?> events,
        Func<Task> send,
        Action abort,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = RunAsync(events, ended.Token);
        var sending = send();
        try
        {
            await Task.WhenAny(following, sending);
            await sending.WaitAsync(Farewell, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            abort();
            await sending;
        }
        finally
        {
            await ended.CancelAsync();
            await following;
        }
    }

    /// <summary>Follows the source until it ends, breaks, is cancelled, or the subscriber falls behind.</summary>
    public async Task RunAsync(IAsyncEnumerable<object?> events, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in events.WithCancellation(cancellationToken))
            {
                if (_results.Reader.Count >= maxBuffered)
                {
                    _results.Writer.TryWrite(ExecutionResult.Refused(Errors.Of(
                        $"The subscriber is more than {maxBuffered} events behind; subscribe again.", ErrorCode.SlowSubscriber)));
                    return;
                }

                await using var scope = scopes.CreateAsyncScope();
                var result = await executor.ExecuteEventAsync(
                    request,
                    origin with { Services = scope.ServiceProvider },
                    message,
                    cancellationToken);
                _results.Writer.TryWrite(result);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The subscriber left, or the host stops: the feed just ends.
        }
        catch (Exception fault)
        {
            _results.Writer.TryWrite(executor.StreamFailed(request, fault));
        }
        finally
        {
            _results.Writer.TryComplete();
        }
    }
}
