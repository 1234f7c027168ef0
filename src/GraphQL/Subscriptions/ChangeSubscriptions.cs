using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;

namespace OrleansCommerce.GraphQL.Subscriptions;

/// <summary>
/// Follows the stream of a grain's changes. Each item is the whole thing after a change, so a subscriber that cannot keep up
/// misses old states, never the newest one.
/// </summary>
public sealed class ChangeSubscriptions(IClusterClient client)
{
    /// <summary>States that wait for one slow subscriber; beyond it the oldest is dropped.</summary>
    private const int WaitingMax = 64;

    /// <summary>Changes from now on: the subscription is in place when the task completes, and ends with the enumeration.</summary>
    /// <param name="ns">Of the stream, one of <see cref="ChangeStreams"/>.</param>
    /// <param name="id">Of the thing that changes.</param>
    /// <param name="idOf">The id of what a change is about.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public async Task<IAsyncEnumerable<T>> SubscribeAsync<T>(string ns, string id, Func<T, string> idOf, CancellationToken cancellationToken)
    {
        var channel = System.Threading.Channels.Channel.CreateBounded<T>(new BoundedChannelOptions(WaitingMax)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        });
        var handle = await client.GetStreamProvider(ChangeStreams.Provider)
            .GetStream<T>(StreamId.Create(ns, ChangeStreams.KeyOf(id)))
            .SubscribeAsync((item, _) =>
            {
                if (string.Equals(idOf(item), id, StringComparison.Ordinal))
                {
                    channel.Writer.TryWrite(item);
                }

                return Task.CompletedTask;
            });
        return ReadAsync(channel.Reader, handle, cancellationToken);
    }

    private static async IAsyncEnumerable<T> ReadAsync<T>(
        ChannelReader<T> items,
        StreamSubscriptionHandle<T> handle,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in items.ReadAllAsync(cancellationToken))
            {
                yield return item;
            }
        }
        finally
        {
            await handle.UnsubscribeAsync();
        }
    }
}
