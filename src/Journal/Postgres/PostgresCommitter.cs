using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansCommerce.Journal.Batching;
using OrleansCommerce.Journal.Diagnostics;

namespace OrleansCommerce.Journal.Postgres;

/// <summary>
/// One connection that writes batches. When it dies, the same batch goes again under the same id on a new one: the statement
/// tells which chains were durable already, so nobody is answered by a guess.
/// </summary>
internal sealed class PostgresCommitter(
    string connectionString, JournalOptions options, JournalInstruments instruments, TimeProvider time, ILogger logger)
    : IBatchCommitter
{
    // A checkpoint on a slow disk can hold a commit for seconds; a dead peer must be noticed before the callers give up.
    private static readonly TimeSpan StatementTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    // The planner must never choose a scan of the events, whatever its statistics say about a table that was empty when
    // the statement was prepared. An acknowledged event must survive a crash of the server, whatever its default is.
    private const string SessionSettings =
        """
        set enable_seqscan = off;
        set enable_hashjoin = off;
        set enable_mergejoin = off;
        set plan_cache_mode = force_generic_plan;
        set jit = off;
        set work_mem = '64MB';
        select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'
        """;

    private NpgsqlConnection? _connection;
    private PostgresBatchStatement? _statement;

    /// <inheritdoc/>
    public async Task CommitAsync(Batch batch)
    {
        var id = Guid.CreateVersion7();
        var started = time.GetTimestamp();
        var pause = FirstPause;
        var uncertain = false;
        var raced = false;
        while (true)
        {
            var sent = false;
            try
            {
                var statement = await ConnectAsync();
                sent = true;
                await statement.ExecuteAsync(batch, id, trusting: !raced);
                batch.SettleDecided(statement);
                return;
            }
            catch (PostgresException e) when (IsRace(e))
            {
                // Another process was faster in one of the streams; nothing of this try was written, and the next one sees why.
                raced = true;
                instruments.Retry();
            }
            catch (Exception e) when (IsLoss(e))
            {
                uncertain |= sent;
                await DropConnectionAsync();
                if (time.GetElapsedTime(started) + pause > options.UnavailableAfter)
                {
                    PostgresLog.GaveUp(logger, batch.Appends.Count, uncertain, e);
                    batch.SettleRest(new JournalUnavailableException("PostgreSQL cannot be reached.", outcomeKnown: !uncertain, e));
                    return;
                }

                PostgresLog.ConnectionLost(logger, pause, e.Message);
                instruments.Retry();
                await Task.Delay(pause, time);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (PostgresException e)
            {
                // The server refused the statement and rolled it back: a full disk, a missing table, a right that was revoked.
                PostgresLog.Refused(logger, e.SqlState, e.MessageText);
                batch.SettleRest(new JournalUnavailableException("PostgreSQL refused the batch.", outcomeKnown: !uncertain, e));
                return;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => DropConnectionAsync();

    private static bool IsRace(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    // 57P0x: the server ends or starts. 53300: no connection is free. 25006: a standby that is about to be promoted. 57014: our timeout.
    private static bool IsLoss(Exception e) => e switch
    {
        PostgresException p => p.SqlState.StartsWith("57P", StringComparison.Ordinal) || p.SqlState.StartsWith("08", StringComparison.Ordinal)
            || p.SqlState is "53300" or "25006" or "57014",
        NpgsqlException or IOException or SocketException or TimeoutException or OperationCanceledException => true,
        _ => false,
    };

    private async ValueTask<PostgresBatchStatement> ConnectAsync()
    {
        if (_statement is not null)
        {
            return _statement;
        }

        await DropConnectionAsync();
        _connection = new NpgsqlConnection(connectionString);
        await _connection.OpenAsync();
        await using (var settings = new NpgsqlCommand(SessionSettings, _connection))
        {
            await settings.ExecuteNonQueryAsync();
        }

        return _statement = await PostgresBatchStatement.PrepareAsync(_connection, StatementTimeout);
    }

    private async ValueTask DropConnectionAsync()
    {
        var (statement, connection) = (_statement, _connection);
        (_statement, _connection) = (null, null);
        try
        {
            if (statement is not null)
            {
                await statement.DisposeAsync();
            }

            if (connection is not null)
            {
                await connection.DisposeAsync();
            }
        }
        catch (Exception e) when (IsLoss(e))
        {
            // It is being dropped because it is broken.
        }
    }
}
