using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansCommerce.Views.Waking;

/// <summary>
/// Calls the grains whose time has come: reservations expire and unfinished work goes on even when nobody asks for it, after any
/// crash. Waking a grain for nothing does no harm, so several processes may do this at once.
/// </summary>
internal sealed partial class WakeUpService(
    DueTable table, DueGrains grains, TimeProvider time, ILogger<WakeUpService> logger, IHostApplicationLifetime? host = null) : BackgroundService
{
    /// <summary>Rows in one page; the next page follows at once.</summary>
    public const int PageMax = 500;

    /// <summary>Grains that are called at the same time.</summary>
    public const int ConcurrencyMax = 32;

    private static readonly TimeSpan PollMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PollMin = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(30);

    private DateTimeOffset _loggedAt;

    /// <summary>How long a grain is left alone after it failed so many times in a row.</summary>
    public static TimeSpan RetryDelay(int failures) =>
        TimeSpan.FromTicks(Math.Min(RetryMax.Ticks, RetryMin.Ticks << Math.Clamp(failures - 1, 0, 20)));

    /// <summary>Wakes one page of grains; answers whether there may be another.</summary>
    public async Task<bool> WakePageAsync(CancellationToken cancellationToken)
    {
        var rows = await table.ReadAsync(time.GetUtcNow(), PageMax, cancellationToken);
        if (rows.Count == 0)
        {
            return false;
        }

        var answers = new ConcurrentBag<DueAnswer>();
        var failures = new ConcurrentBag<(string Stream, string Reason)>();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = ConcurrencyMax, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(rows, limits, async (row, _) => answers.Add(await WakeAsync(row, failures)));
        await table.AnswerAsync(answers, cancellationToken);

        ViewInstruments.Woken(rows.Count - failures.Count);
        if (!failures.IsEmpty)
        {
            ViewInstruments.WakeFailed(failures.Count);
            Complain(failures, rows.Count);
        }

        return rows.Count == PageMax;
    }

    /// <summary>
    /// Until the process listens, what a grain asks of others may need it: the test provider of payments answers at its address. An order
    /// that asked too early would wait the longer until it asks again.
    /// </summary>
    private async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (host is null)
        {
            return;
        }

        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start must not wait for the first page.
        await Task.Yield();
        await StartedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await WakePageAsync(stoppingToken))
                {
                    await Task.Delay(await RestAsync(stoppingToken), time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFault(logger, e);
                await Task.Delay(PollMax, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<TimeSpan> RestAsync(CancellationToken cancellationToken)
    {
        var next = await table.NextAsync(cancellationToken) - time.GetUtcNow() ?? PollMax;
        return next < PollMin ? PollMin : next > PollMax ? PollMax : next;
    }

    private async Task<DueAnswer> WakeAsync(DueRow row, ConcurrentBag<(string Stream, string Reason)> failures)
    {
        try
        {
            var next = await grains.WakeAsync(row.Stream).WaitAsync(AnswerMax, time, CancellationToken.None);
            return new DueAnswer(row.Stream, row.Due, next is { } at ? ViewTime.ToMicroseconds(at) : null, 0);
        }
        catch (Exception e)
        {
            failures.Add((row.Stream, e.Message));
            var count = (int)row.Failures + 1;
            return new DueAnswer(row.Stream, row.Due, ViewTime.ToMicroseconds(time.GetUtcNow() + RetryDelay(count)), count);
        }
    }

    private void Complain(ConcurrentBag<(string Stream, string Reason)> failures, int woken)
    {
        var now = time.GetUtcNow();
        if (now - _loggedAt >= LogInterval && failures.TryPeek(out var one))
        {
            _loggedAt = now;
            LogWakesFailed(logger, failures.Count, woken, one.Stream, one.Reason);
        }
    }

    [LoggerMessage(2010, LogLevel.Warning, "{Failed} of {Woken} due grains could not be woken and are tried again later, such as {Stream}: {Reason}")]
    private static partial void LogWakesFailed(ILogger logger, int failed, int woken, string stream, string reason);

    [LoggerMessage(2011, LogLevel.Warning, "Due grains cannot be woken at the moment; they are tried again in a second")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
