namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>
/// An answer that follows from an append is fenced by it: another activation of the same grain, in a process that was cut off,
/// would get a conflict. An answer that rests on the state alone has no append, so the journal is asked whether the state is still
/// the newest. All answers that wait at the same time share one question, and one that is asked after they were decided.
/// An answer that is only to look at may be <see cref="LookAge"/> old, and no older: a commit proves the state as well as a question does.
/// </summary>
public abstract partial class EventSourcedGrain<TState, TEvent>
{
    /// <summary>
    /// While two activations of one grain believe in themselves, after a network was cut in two, the older one shows at most for so long what
    /// was true before the newer one wrote. A grain that is looked at all the time and never written to costs a question of the journal this often.
    /// </summary>
    protected static readonly TimeSpan LookAge = TimeSpan.FromSeconds(1);

    private Task? _verifying;
    private Task? _verifyingNext;

    /// <summary>The last moment for which it is certain that no other activation had written, UTC.</summary>
    private DateTimeOffset _provenAt;

    /// <summary>
    /// The committed state, to look at and not to decide on: it waits for no commit, and what another activation wrote more than
    /// <see cref="LookAge"/> ago is in it.
    /// </summary>
    /// <exception cref="ActivationLostException">Another activation wrote, or a commit failed; this one is dropped. Repeat the call.</exception>
    protected ValueTask<TState> LookAsync()
    {
        // A clock that was set back proves nothing.
        var age = Now - _provenAt;
        return age >= TimeSpan.Zero && age <= LookAge && _lost is null ? new(Committed) : new(AskAndLookAsync());
    }

    /// <summary>Waits until nothing that the newest state shows is uncommitted, and it is certain that no other activation wrote before this call.</summary>
    /// <exception cref="ActivationLostException">Another activation wrote, or the commit failed; this one is dropped. Repeat the call.</exception>
    protected async Task<TState> ReadNewestAsync()
    {
        ThrowIfLost();
        var seen = _tentative;
        await VerifyAsync();
        return seen;
    }

    private async Task<TState> AskAndLookAsync()
    {
        await VerifyAsync();
        return Committed;
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
        var asked = Now;
        var version = _tentative.Version;
        var isHead = await services.Journal.IsHeadAsync(_stream, version);
        ThrowIfLost();
        if (!isHead && _tentative.Version == version)
        {
            throw Lose(new ActivationLostException(_stream));
        }

        // An event that this activation sent meanwhile proves as much when it commits; so do those before, which the state shows.
        if (_lastAppend is { } append)
        {
            await CommittedAsync(append);
        }

        _provenAt = asked;
    }
}
