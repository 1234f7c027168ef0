using OrleansCommerce.GraphQL.Faults;

namespace OrleansCommerce.GraphQL.Grains;

/// <summary>
/// Decides whether a call that ended in a fault is repeated, and after which pause. Every command is idempotent by its operation id, so
/// that a call whose outcome is unknown may be repeated: what was written is found, and what was not is done.
/// </summary>
internal sealed class CallRepeats(TimeProvider time)
{
    /// <summary>Repetitions of an overtaken call; a grain that is overtaken more often than this has a rival that does not give way.</summary>
    internal const int OvertakenMax = 2;

    /// <summary>
    /// How long a call runs after a grain that moves, from the first fault on. A silo that leaves has handed its grains over within a few
    /// seconds; one that was killed refuses connections, and is mostly voted dead 6 to 8 seconds later. Longer than this it is for the caller
    /// to decide, and one that gives up after 10 seconds still hears from the API.
    /// </summary>
    internal static readonly TimeSpan MovesWithin = TimeSpan.FromSeconds(8);

    /// <summary>A grain's new activation reads its events within some 10 milliseconds; the pauses double from here.</summary>
    internal static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    internal static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private int _overtaken;
    private long? _firstMove;
    private TimeSpan _pause = FirstPause;

    /// <summary>The pause before the next repetition; null when the fault is the caller's to know.</summary>
    public TimeSpan? After(FaultKind fault) => fault switch
    {
        FaultKind.Retry when _overtaken < OvertakenMax => Overtaken(),
        FaultKind.Moving => Moving(),
        _ => null,
    };

    // The next call activates the grain anew: nothing to wait for.
    private TimeSpan Overtaken()
    {
        _overtaken++;
        return TimeSpan.Zero;
    }

    private TimeSpan? Moving()
    {
        var pause = _pause;
        _pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        _firstMove ??= time.GetTimestamp();
        return time.GetElapsedTime(_firstMove.Value) + pause <= MovesWithin ? pause : null;
    }
}
