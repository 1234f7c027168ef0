using System.Data.Common;
using Dapper;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>What deliveries read and write: how far each subscription is, and what is to be tried again.</summary>
internal sealed class WebhookStore(IDatabase database, DeliveryLease lease)
{
    /// <summary>The subscriptions that are told anything.</summary>
    public async Task<IReadOnlyList<string>> ListEnabledAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            "select id from webhook_subscriptions where disabled_reason is null", cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Events that wait to be tried again, and those that were given up, of all subscriptions.</summary>
    public async Task<(long Waiting, long Dead)> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await connection.QuerySingleAsync<(long, long)>(new CommandDefinition(
            "select (select count(*) from webhook_retries) as waiting, (select count(*) from webhook_dead_letters) as dead",
            cancellationToken: cancellationToken));
    }

    /// <summary>A subscription; null when there is none.</summary>
    public async Task<Subscription?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            """
            select id, url, types, disabled_reason as DisabledReason, secret, old_secret as OldSecret, old_secret_until as OldSecretUntil,
                failing_since as FailingSince, xid, seq
            from webhook_subscriptions where id = @Id
            """,
            new { Id = id },
            cancellationToken: cancellationToken));
        return row is null ? null : new Subscription(
            row.Id,
            row.Url,
            row.Types.Length == 0 ? null : SubscribedTypes.Parse(row.Types).ToHashSet(StringComparer.Ordinal),
            row.DisabledReason is { } reason ? Enum.Parse<WebhookDisabledReason>(reason) : null,
            new FeedPosition((ulong)row.Xid, row.Seq),
            row.Secret,
            row.OldSecret,
            StoredTicks.Read(row.OldSecretUntil),
            StoredTicks.Read(row.FailingSince));
    }

    /// <summary>How many events of a subscription are to be tried again, and which of <paramref name="streams"/> have some.</summary>
    public async Task<(long Count, HashSet<string> Blocked)> FindBlockedAsync(
        string id, string[] streams, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var count = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select count(*) from webhook_retries where subscription_id = @Id", new { Id = id }, cancellationToken: cancellationToken));
        if (count == 0 || streams.Length == 0)
        {
            return (count, []);
        }

        var blocked = await connection.QueryAsync<string>(new CommandDefinition(
            $"select distinct stream from webhook_retries where subscription_id = @Id and stream {SqlCondition.IsOneOf(database.Kind, "Streams")}",
            new { Id = id, Streams = streams },
            cancellationToken: cancellationToken));
        return (count, blocked.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The first event of each key whose time has come, the longest overdue first.</summary>
    public async Task<IReadOnlyList<Retry>> FindDueAsync(string id, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return (await connection.QueryAsync<Retry>(new CommandDefinition(
            """
            select r.stream, r.version, r.event_id as EventId, r.type, r.attempts, r.due from webhook_retries r
            where r.subscription_id = @Id and r.due <= @Now and not exists (
                select 1 from webhook_retries b where b.subscription_id = r.subscription_id and b.stream = r.stream and b.version < r.version)
            order by r.due limit @Limit
            """,
            new { Id = id, Now = now.UtcTicks, Limit = limit },
            cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>What waits of a key, the first first.</summary>
    public async Task<IReadOnlyList<Retry>> FindKeyAsync(string id, string stream, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return (await connection.QueryAsync<Retry>(new CommandDefinition(
            """
            select stream, version, event_id as EventId, type, attempts, due from webhook_retries
            where subscription_id = @Id and stream = @Stream order by version limit @Limit
            """,
            new { Id = id, Stream = stream, Limit = limit },
            cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Notes a pass over new events, and that the subscription is so far now; nothing when it is deleted, or elsewhere.</summary>
    /// <exception cref="LeaseLostException">Another process delivers.</exception>
    public Task<bool> MoveAsync(
        Subscription subscription, FeedPosition to, IReadOnlyList<Attempt> attempts, IReadOnlyList<Retry> waiting, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction, token) =>
            {
                await lease.DemandAsync(connection, transaction, token);
                var from = subscription.Position;
                var moved = await connection.ExecuteAsync(
                    "update webhook_subscriptions set xid = @Xid, seq = @Seq where id = @Id and xid = @FromXid and seq = @FromSeq",
                    new
                    {
                        subscription.Id,
                        Xid = (long)to.Transaction,
                        Seq = to.Sequence,
                        FromXid = (long)from.Transaction,
                        FromSeq = from.Sequence,
                    },
                    transaction);
                if (moved == 0)
                {
                    return false;
                }

                var retries = attempts.Where(static attempt => attempt.Due is not null).Select(static attempt => new Retry(
                    attempt.Stream, attempt.Version, attempt.EventId, attempt.Type, attempt.Number, attempt.Due!.Value.UtcTicks));
                await connection.ExecuteAsync(
                    """
                    insert into webhook_retries (subscription_id, stream, version, event_id, type, attempts, due)
                    values (@Id, @Stream, @Version, @EventId, @Type, @Attempts, @Due) on conflict do nothing
                    """,
                    retries.Concat(waiting).Select(retry => new
                    {
                        subscription.Id,
                        retry.Stream,
                        retry.Version,
                        retry.EventId,
                        retry.Type,
                        retry.Attempts,
                        retry.Due,
                    }),
                    transaction);
                await NoteAsync(connection, transaction, subscription, attempts);
                return true;
            },
            cancellationToken);

    /// <summary>Notes a pass over retries; nothing when the subscription is deleted.</summary>
    /// <exception cref="LeaseLostException">Another process delivers.</exception>
    public Task<bool> AnswerAsync(
        Subscription subscription, IReadOnlyList<Attempt> attempts, IReadOnlyList<Retry> untold, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction, token) =>
            {
                await lease.DemandAsync(connection, transaction, token);
                await connection.ExecuteAsync(
                    "delete from webhook_retries where subscription_id = @Id and stream = @Stream and version = @Version",
                    attempts.Where(static attempt => attempt.Due is null).Select(static attempt => (attempt.Stream, attempt.Version))
                        .Concat(untold.Select(static retry => (retry.Stream, retry.Version)))
                        .Select(done => new { subscription.Id, done.Stream, done.Version }),
                    transaction);
                await connection.ExecuteAsync(
                    """
                    update webhook_retries set attempts = @Number, due = @Due
                    where subscription_id = @Id and stream = @Stream and version = @Version
                    """,
                    attempts.Where(static attempt => attempt.Due is not null).Select(attempt => new
                    {
                        subscription.Id,
                        attempt.Stream,
                        attempt.Version,
                        attempt.Number,
                        Due = attempt.Due!.Value.UtcTicks,
                    }),
                    transaction);
                await NoteAsync(connection, transaction, subscription, attempts);
                return true;
            },
            cancellationToken);

    private static async Task NoteAsync(
        DbConnection connection, DbTransaction transaction, Subscription subscription, IReadOnlyList<Attempt> attempts)
    {
        if (attempts.Count == 0)
        {
            return;
        }

        var exists = await connection.ExecuteAsync(
            "update webhook_subscriptions set failing_since = case when @Taken then null else coalesce(failing_since, @At) end where id = @Id",
            new
            {
                subscription.Id,
                Taken = attempts.Any(static attempt => attempt.Result.Taken),
                At = attempts.Min(static attempt => attempt.Result.At).UtcTicks,
            },
            transaction);
        if (exists == 0)
        {
            return;
        }

        await AttemptLog.WriteAsync(connection, transaction, subscription.Id, attempts);
        await DeadLetters.WriteAsync(connection, transaction, subscription.Id, attempts);
        await DisableAsync(connection, transaction, subscription.Id, attempts);
    }

    private static async Task DisableAsync(
        DbConnection connection, DbTransaction transaction, string id, IReadOnlyList<Attempt> attempts)
    {
        if (attempts.Any(static attempt => attempt.Result.Gone))
        {
            await SayAsync(WebhookDisabledReason.Gone);
        }
        else if (attempts.LastOrDefault(static attempt => attempt.IsDead) is { } dead)
        {
            var failingSince = await connection.ExecuteScalarAsync<long?>(
                "select failing_since from webhook_subscriptions where id = @Id", new { Id = id }, transaction);
            if (dead.Result.At - StoredTicks.Read(failingSince) >= RetrySchedule.Least)
            {
                await SayAsync(WebhookDisabledReason.Failing);
            }
            else if (await DeadLetters.CountAsync(connection, transaction, id) >= WebhookLimits.DeadLetters)
            {
                await SayAsync(WebhookDisabledReason.DeadLetters);
            }
        }

        Task SayAsync(WebhookDisabledReason reason) => connection.ExecuteAsync(
            "update webhook_subscriptions set disabled_reason = @Reason where id = @Id and disabled_reason is null",
            new { Id = id, Reason = reason.ToString() },
            transaction);
    }

    private sealed record Row(
        string Id,
        string Url,
        string Types,
        string? DisabledReason,
        byte[] Secret,
        byte[]? OldSecret,
        long? OldSecretUntil,
        long? FailingSince,
        long Xid,
        long Seq);
}
