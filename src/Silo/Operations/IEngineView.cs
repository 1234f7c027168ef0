using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Silo.Operations.Lifecycle;

namespace OrleansCommerce.Silo.Operations;

/// <summary>What operators ask of the engine that grains run on. Asking activates no grain.</summary>
internal interface IEngineView
{
    /// <summary>Where the engine's own dashboard is; null when it has none.</summary>
    string? DashboardPath { get; }

    /// <summary>How far back the use of a grain counts as recent, at most.</summary>
    TimeSpan RecentUse { get; }

    /// <summary>This process's own address among the silos; null when it is none.</summary>
    string? OwnAddress { get; }

    /// <summary>The engine's own stages that this process reached at its start, in their order; none when it has no stages.</summary>
    IReadOnlyList<StageStatus> Stages { get; }

    /// <summary>The same at the stop, in the order in which they run, and how far each is; none when it has no stages.</summary>
    IReadOnlyList<StopStage> StopStages { get; }

    /// <summary>The processes that hold grains.</summary>
    Task<IReadOnlyList<SiloStatus>> ReadSilosAsync(CancellationToken cancellationToken);

    /// <summary>What is in memory, by grain type and silo.</summary>
    Task<Told<ActivationCount>> ReadActivationsAsync(CancellationToken cancellationToken);

    /// <summary>What each silo counted of its grains' calls.</summary>
    Task<Told<CallCounts>> ReadCallsAsync(CallsAsked asked, CancellationToken cancellationToken);

    /// <summary>The instruments of a silo.</summary>
    /// <param name="silo">Its address; null for the process that answers, be it a silo or not.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>Null when the silo does not answer in time.</returns>
    Task<InstrumentReading?> ReadCountersAsync(string? silo, CancellationToken cancellationToken);

    /// <summary>The addresses of the silos that run, in their order.</summary>
    Task<IReadOnlyList<string>> ReadActiveAsync(CancellationToken cancellationToken);

    /// <summary>The silo that a grain is in memory on; null when it is not.</summary>
    Task<string?> FindAsync(Aggregate kind, string key, CancellationToken cancellationToken);

    /// <summary>Ends a grain's activation; its next call makes a new one.</summary>
    /// <returns>False when it is not in memory.</returns>
    Task<bool> DeactivateAsync(Aggregate kind, string key, CancellationToken cancellationToken);

    /// <summary>All durable reminders, by grain and name.</summary>
    Task<IReadOnlyList<ReminderStatus>> ReadRemindersAsync(CancellationToken cancellationToken);
}

/// <summary>What silos told, of all that run.</summary>
/// <param name="Answers">Of those that answered in time.</param>
/// <param name="Silent">The addresses of the others, in their order: the answers are without them.</param>
internal sealed record Told<T>(IReadOnlyList<T> Answers, IReadOnlyList<string> Silent);

/// <summary>A process that holds grains.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where other silos reach it.</param>
/// <param name="Host">Its machine.</param>
/// <param name="Status">Such as <c>Active</c>.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="AliveAt">Its last sign of life, UTC.</param>
/// <param name="Activations">Grains in its memory; null when it does not answer.</param>
/// <param name="CpuPercent">Of its cores, over the last seconds; null when it does not answer.</param>
/// <param name="MemoryBytes">That it takes; null when it does not answer.</param>
/// <param name="IsOverloaded">Whether it refuses work.</param>
/// <param name="Zones">Fault and update zone.</param>
/// <param name="IsThis">Whether it is the process that answers.</param>
/// <param name="RecentlyUsed">Of the activations, those used within <see cref="IEngineView.RecentUse"/>; null when it does not answer.</param>
/// <param name="Metadata">What it says of itself, see <see cref="SiloFacts"/>; null when it does not.</param>
internal sealed record SiloStatus(
    string Name,
    string Address,
    string Host,
    string Status,
    DateTimeOffset StartedAt,
    DateTimeOffset AliveAt,
    int? Activations,
    double? CpuPercent,
    long? MemoryBytes,
    bool IsOverloaded,
    string Zones,
    bool IsThis,
    int? RecentlyUsed,
    IReadOnlyDictionary<string, string>? Metadata);

/// <summary>A stage of the start.</summary>
/// <param name="Name">The engine's word for it.</param>
/// <param name="At">When it began, UTC.</param>
/// <param name="Observers">Who did something in it, in the order in which they were done.</param>
internal sealed record StageStatus(string Name, DateTimeOffset At, IReadOnlyList<StageObserver> Observers);

/// <summary>Who does something in a stage.</summary>
/// <param name="Name">Its name in the engine.</param>
/// <param name="Milliseconds">How long that took.</param>
/// <param name="Failed">Whether it failed.</param>
internal sealed record StageObserver(string Name, double Milliseconds, bool Failed);

/// <summary>Grains in memory.</summary>
/// <param name="GrainType">Their type.</param>
/// <param name="Silo">The silo's address.</param>
/// <param name="Activations">How many.</param>
/// <param name="Waiting">Calls that reached them and have not begun, since another one of the same grain must end first, or since it wakes up; null when the silo does not tell.</param>
/// <param name="Running">Calls that have begun and not ended; null when the silo does not tell.</param>
/// <param name="RecentlyUsed">Of them, those used within <see cref="IEngineView.RecentUse"/>; null when the silo does not tell.</param>
internal sealed record ActivationCount(string GrainType, string Silo, int Activations, int? Waiting, int? Running, int? RecentlyUsed);

/// <summary>A durable reminder.</summary>
/// <param name="Grain">The grain's id, <c>type/key</c>.</param>
/// <param name="Name">Unique in the grain.</param>
/// <param name="StartAt">When it was first due, UTC.</param>
/// <param name="PeriodSeconds">From one tick to the next.</param>
internal sealed record ReminderStatus(string Grain, string Name, DateTimeOffset StartAt, double PeriodSeconds);
