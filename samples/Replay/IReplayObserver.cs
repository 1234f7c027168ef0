namespace OrleansCommerce.Replay;

/// <summary>Hears how far the replay is. Called from many threads.</summary>
internal interface IReplayObserver
{
    /// <summary>A phase begins, the last one being over.</summary>
    void PhaseStarted(string phase, int steps);

    /// <summary>One step of the phase is done.</summary>
    void StepDone();

    /// <summary>Mutations that the server answered so far.</summary>
    void OperationsDone(long total);

    /// <summary>A request got no answer, and will be sent again.</summary>
    void Waiting(string reason);

    /// <summary>The server, or the plan, refused something.</summary>
    void Refused(string what);
}
