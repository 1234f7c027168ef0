using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansCommerce.Journal.Batching;
using OrleansCommerce.Journal.Diagnostics;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.Postgres;

/// <summary>
/// One connection that writes batches. When it dies, the same batch goes again under the same id on a new one: the statement
/// tells which chains were durable already, so nobody is answered by a guess.
/// </summary>
internal sealed class PostgresCommitter(
    string connectionString, JournalOptions options, RecentBatches recent, JournalInstruments instruments, ILogger logger)
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

    private readonly WorkerThreads _thread = new("journal writer", 1);
    private NpgsqlConnection? _connection;
    private PostgresBatchStatement? _statement;

    /// <summary>Whether a batch was given up, and none answered since.</summary>
    private bool _away;

    /// <inheritdoc/>
    public bool TryPost(Action work) => _thread.TryPost(work);

    /// <inheritdoc/>
    public void Commit(Batch batch)
    {
        var id = Guid.CreateVersion7();
        var started = Stopwatch.GetTimestamp();
        var pause = FirstPause;
        var uncertain = false;
        var raced = false;
        while (true)
        {
            var sent = false;
            try
            {
                var statement = Connect();
                sent = true;
                statement.Execute(batch, id, trusting: !raced);
                _away = false;
                batch.SettleDecided(statement);
                if (!uncertain)
                {
                    recent.Keep(id, batch);
                }

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
                DropConnection();

                // Who comes after those who waited in vain is told after one try: their grains may have a better place than here.
                if (_away || Stopwatch.GetElapsedTime(started) + pause > options.UnavailableAfter)
                {
                    _away = true;
                    PostgresLog.GaveUp(logger, batch.Appends.Count, uncertain, e);
                    batch.SettleRest(new JournalUnavailableException("PostgreSQL cannot be reached.", outcomeKnown: !uncertain, e));
                    return;
                }

                PostgresLog.ConnectionLost(logger, pause, e.Message);
                instruments.Retry();
                Thread.Sleep(pause);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (PostgresException e)
            {
                // The server refused the statement and rolled it back: a full disk, a missing table, a right that was revoked.
                _away = false;
                PostgresLog.Refused(logger, e.SqlState, e.MessageText);
                batch.SettleRest(new JournalUnavailableException("PostgreSQL refused the batch.", outcomeKnown: !uncertain, e));
                return;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _thread.Dispose();
        DropConnection();
        return ValueTask.CompletedTask;
    }

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

    private PostgresBatchStatement Connect()
    {
        if (_statement is not null)
        {
            return _statement;
        }

        DropConnection();
        _connection = new NpgsqlConnection(connectionString);
        _connection.Open();
        using (var settings = new NpgsqlCommand(SessionSettings, _connection))
        {
            settings.ExecuteNonQuery();
        }

        return _statement = PostgresBatchStatement.Prepare(_connection, StatementTimeout);
    }

    private void DropConnection()
    {
        var (statement, connection) = (_statement, _connection);
        (_statement, _connection) = (null, null);
        try
        {
            statement?.Dispose();
            connection?.Dispose();
        }
        catch (Exception e) when (IsLoss(e))
        {
            // It is being dropped because it is broken.
        }
    }
}
