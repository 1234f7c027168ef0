using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>Delivers for as long as the process lives and holds the lease; otherwise waits for it.</summary>
internal sealed partial class WebhookService(
    DeliveryLease lease,
    WebhookStore store,
    WebhookDispatcher dispatcher,
    IJournal journal,
    TimeProvider time,
    ILogger<WebhookService> logger,
    IHostApplicationLifetime? host = null) : BackgroundService
{
    /// <summary>Between two looks at the subscriptions: one that is made or enabled waits so long.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>The longest time between two looks at the feed: what another process commits raises no signal here.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>After a pass, commits may gather this long, so that under load webhooks cost few transactions.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await lease.ReleaseAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The next process waits until the lease ends.
            LogFault(logger, e);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start must not wait for the first look.
        await Task.Yield();
        await StartedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await lease.TryHoldAsync(stoppingToken))
                {
                    await DeliverAsync(stoppingToken);
                }

                await Task.Delay(DeliveryLease.Beat, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFault(logger, e);
                await Task.Delay(AfterFault, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

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

    /// <summary>Delivers until the lease is lost.</summary>
    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Dictionary<string, Task>(StringComparer.Ordinal);
        try
        {
            var beat = time.GetTimestamp();
            while (lease.IsHeld)
            {
                foreach (var id in await store.ListEnabledAsync(held.Token))
                {
                    if (!running.TryGetValue(id, out var task) || task.IsCompleted)
                    {
                        running[id] = Task.WhenAll(RunAsync(id, dispatcher.TellNewAsync, held.Token), RunAsync(id, dispatcher.TellAgainAsync, held.Token));
                    }
                }

                await Task.Delay(Tick, time, held.Token);
                if (time.GetElapsedTime(beat) >= DeliveryLease.Beat)
                {
                    beat = time.GetTimestamp();
                    await MeasureAsync(held.Token);
                    if (!await lease.TryHoldAsync(held.Token))
                    {
                        LogLost(logger);
                        return;
                    }
                }
            }
        }
        finally
        {
            await held.CancelAsync();
            await Task.WhenAll(running.Values);

            // Whoever delivers next tells these; the last ones of this process would stand for ever.
            WebhookInstruments.Waits(0, 0);
            WebhookInstruments.Lag(TimeSpan.Zero);
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var (waiting, dead) = await store.CountAsync(cancellationToken);
        WebhookInstruments.Waits(waiting, dead);
        WebhookInstruments.Lag(dispatcher.Lag);
    }

    /// <summary>Goes on with one subscription until it is disabled or deleted, or the lease is lost.</summary>
    private async Task RunAsync(string id, Func<string, CancellationToken, Task<Pass>> passAsync, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var commits = journal.Commits.Count;
                switch (await TryAsync(id, passAsync, cancellationToken))
                {
                    case Pass.Ended:
                        return;
                    case Pass.Idle:
                        await journal.Commits.WaitAsync(commits, Poll, time, cancellationToken);
                        await Task.Delay(Gather, time, cancellationToken);
                        break;
                    default:
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private async Task<Pass> TryAsync(string id, Func<string, CancellationToken, Task<Pass>> passAsync, CancellationToken cancellationToken)
    {
        try
        {
            return await passAsync(id, cancellationToken);
        }
        catch (LeaseLostException)
        {
            return Pass.Ended;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogStopped(logger, e, id);
            await Task.Delay(AfterFault, time, cancellationToken);
            return Pass.More;
        }
    }

    [LoggerMessage(2040, LogLevel.Warning, "Webhooks cannot be delivered at the moment; they are tried again in a few seconds")]
    private static partial void LogFault(ILogger logger, Exception exception);

    [LoggerMessage(2041, LogLevel.Warning, "The subscription {Subscription} stands still; it is tried again in a few seconds")]
    private static partial void LogStopped(ILogger logger, Exception exception, string subscription);

    [LoggerMessage(2042, LogLevel.Information, "Another process delivers the webhooks")]
    private static partial void LogLost(ILogger logger);
}
