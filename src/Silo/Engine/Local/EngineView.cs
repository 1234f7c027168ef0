using Orleans.Runtime;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Local;
using OrleansCommerce.Silo.Operations;
using OrleansCommerce.Silo.Operations.Lifecycle;

namespace OrleansCommerce.Silo.Engine;

/// <summary>The embedded engine: this process is the only silo.</summary>
internal sealed class EngineView(GrainHost host, IReminderStore reminders, CallReport calls, ProcessLoad load, SiloFacts facts, InstrumentWatch watch, TimeProvider time)
    : IEngineView
{
    private const string Address = "in this process";

    /// <inheritdoc/>
    public string? DashboardPath => null;

    /// <inheritdoc/>
    public TimeSpan RecentUse => host.RecentUse;

    /// <inheritdoc/>
    public string? OwnAddress => Address;

    /// <inheritdoc/>
    public IReadOnlyList<StageStatus> Stages => [];

    /// <inheritdoc/>
    public IReadOnlyList<StopStage> StopStages => [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<SiloStatus>> ReadSilosAsync(CancellationToken cancellationToken)
    {
        var activations = host.GetActivations();
        return Task.FromResult<IReadOnlyList<SiloStatus>>(
        [
            new SiloStatus(
                Environment.MachineName,
                Address,
                Environment.MachineName,
                "Active",
                load.StartedAt,
                time.GetUtcNow(),
                activations.Sum(type => type.Activations),
                load.CpuPercent,
                Environment.WorkingSet,
                IsOverloaded: false,
                "0/0",
                IsThis: true,
                activations.Sum(type => type.RecentlyUsed),
                facts.All),
        ]);
    }

    /// <inheritdoc/>
    public Task<Told<ActivationCount>> ReadActivationsAsync(CancellationToken cancellationToken) => Task.FromResult(new Told<ActivationCount>(
        [.. host.GetActivations().Select(type => new ActivationCount(type.GrainType, Address, type.Activations, type.WaitingCalls, type.RunningCalls, type.RecentlyUsed))],
        []));

    /// <inheritdoc/>
    public Task<Told<CallCounts>> ReadCallsAsync(CallsAsked asked, CancellationToken cancellationToken) =>
        Task.FromResult(new Told<CallCounts>([calls.Count(asked, Address)], []));

    /// <inheritdoc/>
    public Task<InstrumentReading?> ReadCountersAsync(string? silo, CancellationToken cancellationToken) =>
        Task.FromResult<InstrumentReading?>(watch.Read());

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadActiveAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([Address]);

    /// <inheritdoc/>
    public Task<string?> FindAsync(Aggregate kind, string key, CancellationToken cancellationToken) =>
        Task.FromResult(host.IsActive(GrainId.Create(kind.GrainType, key)) ? Address : null);

    /// <inheritdoc/>
    public Task<bool> DeactivateAsync(Aggregate kind, string key, CancellationToken cancellationToken) =>
        host.DeactivateAsync(GrainId.Create(kind.GrainType, key), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReminderStatus>> ReadRemindersAsync(CancellationToken cancellationToken) =>
    [
        .. (await reminders.ReadAllAsync(cancellationToken))
            .OrderBy(row => row.GrainId, StringComparer.Ordinal).ThenBy(row => row.Name, StringComparer.Ordinal)
            .Select(row => new ReminderStatus(row.GrainId, row.Name, row.StartAt, row.Period.TotalSeconds)),
    ];
}
