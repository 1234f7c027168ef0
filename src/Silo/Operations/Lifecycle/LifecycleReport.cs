namespace OrleansCommerce.Silo.Operations.Lifecycle;

/// <summary>How this process started, and how it stops: its services, and the stages of its engine.</summary>
internal sealed class LifecycleReport(IServiceProvider services, IEngineView engine, ServiceTimes times, TimeProvider time)
{
    /// <summary>What each service took at the start, in their order; null for one that has not started.</summary>
    public IReadOnlyList<ServiceStart> ReadStart() =>
        [.. Services.Select((service, at) => new ServiceStart(NameOf(service), times.Of(ServicePhase.Start, at).Milliseconds))];

    /// <summary>Who does what at the stop, in the order in which it is done, and how far that is.</summary>
    public StopReport ReadStop()
    {
        var numbered = Services.Select(static (service, at) => (Service: service, At: at)).Reverse().ToList();
        var stages = engine.StopStages;
        return new StopReport(
            Environment.MachineName,
            Environment.ProcessId,
            stages.Count == 0 ? null : engine.OwnAddress,
            times.StopBegan,
            times.StopBegan is { } began ? (time.GetUtcNow() - began).TotalMilliseconds : null,
            [
                .. numbered.Where(static one => one.Service is IHostedLifecycleService).Select(one => StepOf(one.Service, one.At, ServicePhase.Drain)),
                .. numbered.Select(one => StepOf(one.Service, one.At, ServicePhase.Stop)),
            ],
            stages);
    }

    // Asked for late: they are made with what this is made with.
    private List<IHostedService> Services => [.. services.GetServices<IHostedService>().WithoutMarks()];

    private static string NameOf(IHostedService service) => service.GetType().FullName!;

    private ServiceStop StepOf(IHostedService service, int at, ServicePhase phase)
    {
        var (state, milliseconds) = times.Of(phase, at);
        return new ServiceStop(NameOf(service), phase, state, milliseconds);
    }
}

/// <summary>A service of the host at the start.</summary>
/// <param name="Name">Its class.</param>
/// <param name="Milliseconds">How long its start took; null when it has not started.</param>
internal sealed record ServiceStart(string Name, double? Milliseconds);

/// <summary>How a process stops, or stopped.</summary>
/// <param name="Machine">Its machine.</param>
/// <param name="ProcessId">Its number there.</param>
/// <param name="Silo">Its address in the cluster; null when it was none of its silos.</param>
/// <param name="Began">When the stop began, UTC; null while it has not.</param>
/// <param name="Milliseconds">How long ago that is, or how long it took; null while it has not begun.</param>
/// <param name="Services">What the host does, in its order.</param>
/// <param name="Stages">What the engine does when its own service is stopped, in its order; none when it has no stages.</param>
internal sealed record StopReport(
    string Machine,
    int ProcessId,
    string? Silo,
    DateTimeOffset? Began,
    double? Milliseconds,
    IReadOnlyList<ServiceStop> Services,
    IReadOnlyList<StopStage> Stages);

/// <summary>A service of the host at the stop.</summary>
/// <param name="Name">Its class.</param>
/// <param name="Phase"><see cref="ServicePhase.Drain"/> or <see cref="ServicePhase.Stop"/>.</param>
/// <param name="State">How far it is.</param>
/// <param name="Milliseconds">How long it took; null when it has not ended.</param>
internal sealed record ServiceStop(string Name, ServicePhase Phase, StepState State, double? Milliseconds);

/// <summary>A stage of the engine at the stop.</summary>
/// <param name="Name">The engine's word for it.</param>
/// <param name="Observers">Who is called in it; all at once.</param>
internal sealed record StopStage(string Name, IReadOnlyList<StopObserver> Observers);

/// <summary>Who does something in a stage of the stop.</summary>
/// <param name="Name">Its name in the engine.</param>
/// <param name="State">How far it is.</param>
/// <param name="Milliseconds">How long it took; null when it has not ended.</param>
internal sealed record StopObserver(string Name, StepState State, double? Milliseconds);

/// <summary>How far a step is.</summary>
internal enum StepState
{
    /// <summary>It has not begun.</summary>
    Waits,

    /// <summary>It has begun.</summary>
    Runs,

    /// <summary>It has ended.</summary>
    Ended,

    /// <summary>It ended with an exception.</summary>
    Failed,
}
