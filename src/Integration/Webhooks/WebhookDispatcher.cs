using System.Collections.Concurrent;
using OrleansCommerce.Integration.Events;
using OrleansCommerce.Integration.Feed;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>
/// Tells one subscription of events, pass by pass. A pass over new events ends with the subscription's place in the feed, a pass over retries
/// with their next times; what was told before a crash in between is told again. An event that fails waits among the retries with the later
/// ones of its key, and keys go on without each other.
/// </summary>
internal sealed class WebhookDispatcher(
    IJournal journal,
    EventFeed feed,
    PublicEvents publicEvents,
    WebhookStore store,
    WebhookSender sender,
    DeliveryLease lease,
    TimeProvider time,
    Random random)
{
    /// <summary>Since when each subscription has something to be told; those alone that have.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _behind = new(StringComparer.Ordinal);

    /// <summary>How long the oldest event waits that was not tried yet, of all subscriptions.</summary>
    public TimeSpan Lag => _behind.Values.Select(since => time.GetUtcNow() - since).Append(TimeSpan.Zero).Max();

    /// <summary>Goes on in the feed by at most one page.</summary>
    /// <exception cref="LeaseLostException">Another process delivers.</exception>
    /// <exception cref="InvalidDataException">An event cannot be read; nothing is skipped.</exception>
    public async Task<Pass> TellNewAsync(string id, CancellationToken cancellationToken)
    {
        if (!lease.IsHeld || await store.FindAsync(id, cancellationToken) is not { DisabledReason: null } subscription)
        {
            _behind.TryRemove(id, out _);
            return Pass.Ended;
        }

        // An event that cannot be read lets the subscription stand still from now on.
        _behind.TryAdd(id, time.GetUtcNow());
        var page = await feed.ReadAsync(subscription.Position, subscription.Types, WebhookLimits.Page, cancellationToken);
        if (page.OldestAt is not { } oldest)
        {
            _behind.TryRemove(id, out _);
            return Pass.Idle;
        }

        _behind[id] = oldest;

        var keys = page.Events.GroupBy(static told => told.Stream, StringComparer.Ordinal).ToList();
        var (count, blocked) = await store.FindBlockedAsync(id, [.. keys.Select(static key => key.Key)], cancellationToken);
        if (count >= WebhookLimits.Retries)
        {
            return Pass.Idle;
        }

        var waiting = new ConcurrentQueue<Retry>();
        var attempts = new ConcurrentQueue<Attempt>();
        await Parallel.ForEachAsync(keys, Limits(cancellationToken), async (key, token) =>
        {
            var isBlocked = blocked.Contains(key.Key);
            foreach (var told in key)
            {
                if (isBlocked)
                {
                    waiting.Enqueue(new Retry(told.Stream, told.Version, told.Id, told.Type, 0, 0));
                    continue;
                }

                var attempt = await TryAsync(subscription, told, 1, token);
                attempts.Enqueue(attempt);
                isBlocked = !attempt.Result.Taken;
            }
        });
        var moved = await store.MoveAsync(subscription, page.Next, [.. attempts], [.. waiting], cancellationToken);
        if (moved)
        {
            WebhookInstruments.Attempted([.. attempts]);
        }

        if (page.HasMore)
        {
            return Pass.More;
        }

        _behind.TryRemove(id, out _);
        return Pass.Idle;
    }

    /// <summary>Tries again what is due: of each key the first, and when it is taken those that wait behind it.</summary>
    /// <exception cref="LeaseLostException">Another process delivers.</exception>
    /// <exception cref="InvalidDataException">An event cannot be read.</exception>
    public async Task<Pass> TellAgainAsync(string id, CancellationToken cancellationToken)
    {
        if (!lease.IsHeld || await store.FindAsync(id, cancellationToken) is not { DisabledReason: null } subscription)
        {
            return Pass.Ended;
        }

        var due = await store.FindDueAsync(id, time.GetUtcNow(), WebhookLimits.Page, cancellationToken);
        if (due.Count == 0)
        {
            return Pass.Idle;
        }

        var attempts = new ConcurrentQueue<Attempt>();
        var untold = new ConcurrentQueue<Retry>();
        await Parallel.ForEachAsync(due, Limits(cancellationToken), async (head, token) =>
        {
            foreach (var retry in await store.FindKeyAsync(id, head.Stream, WebhookLimits.Page, token))
            {
                if (await ReadAsync(retry, token) is not { } told)
                {
                    // It was public when it was put there, and a newer version of this software says that it is not.
                    untold.Enqueue(retry);
                    continue;
                }

                var attempt = await TryAsync(subscription, told, (int)retry.Attempts + 1, token);
                attempts.Enqueue(attempt);
                if (!attempt.Result.Taken)
                {
                    break;
                }
            }
        });
        await store.AnswerAsync(subscription, [.. attempts], [.. untold], cancellationToken);
        WebhookInstruments.Attempted([.. attempts]);
        return Pass.More;
    }

    private static ParallelOptions Limits(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = WebhookLimits.Concurrency, CancellationToken = cancellationToken };

    private async Task<Attempt> TryAsync(Subscription subscription, PublicEvent told, int number, CancellationToken cancellationToken)
    {
        if (!lease.IsHeld)
        {
            throw new LeaseLostException();
        }

        var result = await sender.SendAsync(subscription, told, cancellationToken);
        var wait = result.Taken ? null : RetrySchedule.After(number, result.Asked, Chance());
        return new Attempt(told.Stream, told.Version, told.Id, told.Type, number, result, time.GetUtcNow() + wait);
    }

    private async Task<PublicEvent?> ReadAsync(Retry retry, CancellationToken cancellationToken)
    {
        await foreach (var recorded in journal.ReadStreamAsync(retry.Stream, retry.Version - 1, retry.Version, cancellationToken))
        {
            return await publicEvents.TellAsync(recorded, cancellationToken);
        }

        throw new InvalidDataException($"The journal has no event {retry.Version} of '{retry.Stream}'.");
    }

    private double Chance()
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }
}

/// <summary>How a pass ended.</summary>
internal enum Pass
{
    /// <summary>There was nothing, or nothing more.</summary>
    Idle,

    /// <summary>There may be more.</summary>
    More,

    /// <summary>The subscription is disabled or deleted, or another process delivers.</summary>
    Ended,
}
