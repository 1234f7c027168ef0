using System.Data.Common;
using Dapper;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>
/// Of several processes on one database, one delivers: two would tell a receiver of one key's events in a wrong order. Whoever holds the lease
/// beats it; who wants it takes it when it has seen no beat for <see cref="For"/> on its own clock, so clocks need not agree. What the holder
/// writes is written only while it still holds it.
/// </summary>
internal sealed class DeliveryLease(IDatabase database, TimeProvider time)
{
    /// <summary>Without a beat for so long, the holder is taken for dead.</summary>
    public static readonly TimeSpan For = TimeSpan.FromSeconds(45);

    /// <summary>Between two beats.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>How long before its end a holder that could not beat sends nothing new: what it sent last is over by the end.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    private readonly string _me = Guid.NewGuid().ToString("N");
    private (string Owner, long Beat) _seen;
    private long _seenAt;
    private long _beatAt;
    private bool _held;

    /// <summary>Whether something new may be sent.</summary>
    public bool IsHeld => _held && time.GetElapsedTime(_beatAt) < For - Slack;

    /// <summary>Beats, or tries to get it; answers whether this process holds it now.</summary>
    public async Task<bool> TryHoldAsync(CancellationToken cancellationToken)
    {
        var before = time.GetTimestamp();
        var (found, mine) = await database.WriteAsync(TryAsync, cancellationToken);
        if (mine)
        {
            _beatAt = before;
        }
        else if (found != _seen)
        {
            (_seen, _seenAt) = (found, before);
        }

        return _held = mine;

        async Task<((string, long), bool)> TryAsync(DbConnection connection, DbTransaction transaction, CancellationToken token)
        {
            var (owner, beat) = await connection.QuerySingleAsync<(string, long)>(new CommandDefinition(
                $"select owner, beat from webhook_lease where name = 'delivery'{Lock("update")}", transaction: transaction, cancellationToken: token));
            var isFree = owner == _me || owner.Length == 0 || ((owner, beat) == _seen && time.GetElapsedTime(_seenAt, before) >= For);
            if (isFree)
            {
                await connection.ExecuteAsync(new CommandDefinition(
                    "update webhook_lease set owner = @Me, beat = beat + 1 where name = 'delivery'",
                    new { Me = _me },
                    transaction,
                    cancellationToken: token));
            }

            return ((owner, beat), isFree);
        }
    }

    /// <summary>Gives it back, so that another need not wait.</summary>
    public Task ReleaseAsync(CancellationToken cancellationToken)
    {
        _held = false;
        return database.WriteAsync(
            (connection, transaction, token) => connection.ExecuteAsync(new CommandDefinition(
                "update webhook_lease set owner = '' where name = 'delivery' and owner = @Me",
                new { Me = _me },
                transaction,
                cancellationToken: token)),
            cancellationToken);
    }

    /// <summary>Sees to it that the transaction commits only if this process holds the lease until then.</summary>
    /// <exception cref="LeaseLostException">Another process has it.</exception>
    public async Task DemandAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var mine = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            $"select beat from webhook_lease where name = 'delivery' and owner = @Me{Lock("share")}",
            new { Me = _me },
            transaction,
            cancellationToken: cancellationToken));
        if (mine is null)
        {
            _held = false;
            throw new LeaseLostException();
        }
    }

    private string Lock(string strength) => database.Kind == DatabaseKind.Postgres ? $" for {strength}" : string.Empty;
}

/// <summary>Another process delivers; nothing was written.</summary>
internal sealed class LeaseLostException() : Exception("Another process delivers the webhooks.");
