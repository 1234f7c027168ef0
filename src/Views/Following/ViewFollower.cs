using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Views.Following;

/// <summary>
/// Fills the views from the feed, as long as the process lives. Of several processes on one database, one follows: the others
/// find the checkpoint moved, step aside for a second, and look again whether somebody still follows.
/// </summary>
internal sealed partial class ViewFollower(ViewPass pass, IJournal journal, TimeProvider time, ILogger<ViewFollower> logger) : BackgroundService
{
    /// <summary>The longest time between two looks: what another process commits raises no signal here.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>After a write, commits may gather this long, so that under load the views cost few transactions. A question cuts it short.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan StepAside = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    private readonly CommitSignal _questions = new();
    private readonly ConcurrentDictionary<string, long> _seen = new(StringComparer.Ordinal);

    /// <summary>Raised after each look.</summary>
    public CommitSignal Looked { get; } = new();

    /// <summary>How many of this process's commits are in a view for certain.</summary>
    public long CommitsIn(string view) => _seen.GetValueOrDefault(view);

    /// <summary>Somebody waits: the next look begins at once.</summary>
    public void Hurry() => _questions.Raise();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start must not wait for the first look.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var commits = journal.Commits.Count;
        var questions = _questions.Count;
        PassResult result;
        try
        {
            result = await pass.RunAsync(cancellationToken);
        }
        catch (CheckpointMovedException)
        {
            Looked.Raise();
            await _questions.WaitAsync(questions, StepAside, time, cancellationToken);
            return;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(logger, e);
            await Task.Delay(AfterFault, time, cancellationToken);
            return;
        }

        foreach (var view in result.CaughtUp)
        {
            _seen[view] = commits;
        }

        ViewInstruments.Lag(result.Lag);
        Looked.Raise();
        if (!result.HasMore)
        {
            await RestAsync(result.Wrote, commits, questions, cancellationToken);
        }
    }

    private async Task RestAsync(bool wrote, long commits, long questions, CancellationToken cancellationToken)
    {
        if (wrote)
        {
            await _questions.WaitAsync(questions, Gather, time, cancellationToken);
        }

        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(
            journal.Commits.WaitAsync(commits, Poll, time, rest.Token), _questions.WaitAsync(questions, Poll, time, rest.Token));
        await rest.CancelAsync();
    }

    [LoggerMessage(2003, LogLevel.Warning, "The views cannot be filled at the moment; they are tried again in a second")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
