namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>
/// An answer that follows from an append is fenced by it: another activation of the same grain, in a process that was cut off,
/// would get a conflict. An answer that rests on the state alone has no append, so the journal is asked whether the state is still
/// the newest. All answers that wait at the same time share one question, and one that is asked after they were decided.
/// </summary>
public abstract partial class EventSourcedGrain<TState, TEvent>
{
    private Task? _verifying;
    private Task? _verifyingNext;

    /// <summary>Waits until nothing that the newest state shows is uncommitted, and it is certain that no other activation wrote before this call.</summary>
    /// <exception cref="ActivationLostException">Another activation wrote, or the commit failed; this one is dropped. Repeat the call.</exception>
    protected async Task<TState> ReadNewestAsync()
    {
        ThrowIfLost();
        var seen = _tentative;
        await VerifyAsync();
        return seen;
    }

    private Task VerifyAsync()
    {
        if (_verifyingNext is not null)
        {
            return _verifyingNext;
        }

        return _verifying is { IsCompleted: false } current
            ? _verifyingNext = VerifyAfterAsync(current)
            : _verifying = AskAsync();
    }

    private async Task VerifyAfterAsync(Task current)
    {
        // Its own callers hear of its failure.
        await current.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        _verifying = _verifyingNext;
        _verifyingNext = null;
        await AskAsync();
    }

    private async Task AskAsync()
    {
        ThrowIfLost();
        var version = _tentative.Version;
        var exists = false;
        await foreach (var _ in services.Journal.ReadStreamAsync(_stream, version, version + 1))
        {
            exists = true;
        }

        ThrowIfLost();
        if (exists && _tentative.Version == version)
        {
            throw Lose(new ActivationLostException(_stream));
        }

        // An event that this activation sent meanwhile proves as much when it commits; so do those before, which the state shows.
        if (_lastAppend is { } append)
        {
            await CommittedAsync(append);
        }
    }
}
