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
    // One place more than the buffer, for the error that ends the feed of a slow subscriber.
    private readonly Channel<ExecutionResult> _results =
        Channel.CreateBounded<ExecutionResult>(new BoundedChannelOptions(maxBuffered + 1) { SingleReader = true, SingleWriter = true });

    public ChannelReader<ExecutionResult> Results => _results.Reader;

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
