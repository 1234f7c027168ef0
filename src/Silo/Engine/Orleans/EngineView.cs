using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Silo.Operations;
using SiloStatus = OrleansCommerce.Silo.Operations.SiloStatus;

namespace OrleansCommerce.Silo.Engine;

/// <summary>Orleans: the silos of the cluster, as its management grain knows them.</summary>
internal sealed class EngineView(IGrainFactory grains, IServiceProvider services, TimeProvider time) : IEngineView
{
    private const string GrainSuffix = "grain";

    /// <summary>How often a deactivation that was asked for is looked at; a busy grain is called anew at once, and never seen to be gone.</summary>
    private const int AskedMax = 40;

    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public string? DashboardPath => DashboardAccess.Path;

    /// <inheritdoc/>
    /// <remarks>Of the runtime: what is idle for 10 s is looked for every 5 s, and leaves the set of those in use when it is found a second time.</remarks>
    public TimeSpan RecentUse { get; } = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public IReadOnlyList<StageStatus> Stages => services.GetService<StageNotes>()?.Reached ?? [];

    private IManagementGrain Management => grains.GetGrain<IManagementGrain>(0);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SiloStatus>> ReadSilosAsync(CancellationToken cancellationToken)
    {
        var members = await Management.GetDetailedHosts(onlyActive: false, cancellationToken);
        var own = services.GetService<ILocalSiloDetails>()?.SiloAddress;

        // A front end is no silo, and hears nothing of theirs.
        var facts = services.GetService<ISiloMetadataCache>();
        return await Task.WhenAll(members.Select(async member =>
        {
            var load = member.Status == Orleans.Runtime.SiloStatus.Active ? await LoadOfAsync(member.SiloAddress, cancellationToken) : null;
            return new SiloStatus(
                member.SiloName,
                member.SiloAddress.ToString(),
                member.HostName,
                member.Status.ToString(),
                new DateTimeOffset(member.StartTime, TimeSpan.Zero),
                new DateTimeOffset(member.IAmAliveTime, TimeSpan.Zero),
                load?.ActivationCount,
                load?.EnvironmentStatistics.FilteredCpuUsagePercentage,
                load?.EnvironmentStatistics.RawMemoryUsageBytes,
                load?.IsOverloaded ?? false,
                $"{member.FaultZone}/{member.UpdateZone}",
                member.SiloAddress.Equals(own),
                load?.RecentlyUsedActivationCount,
                facts?.GetSiloMetadata(member.SiloAddress).Metadata is { Count: > 0 } told ? told : null);
        }));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ActivationCount>> ReadActivationsAsync(CancellationToken cancellationToken)
    {
        var counted = await Management.GetSimpleGrainStatistics(cancellationToken);
        return
        [
            .. counted
                .GroupBy(one => (Type: TypeOf(one.GrainType), Silo: one.SiloAddress.ToString()))
                .Select(group => new ActivationCount(group.Key.Type, group.Key.Silo, group.Sum(one => one.ActivationCount), Waiting: null, RecentlyUsed: null)),
        ];
    }

    /// <inheritdoc/>
    public async Task<string?> FindAsync(Aggregate kind, string key, CancellationToken cancellationToken) =>
        (await Management.GetActivationAddress(grains.GetGrain(IdOf(kind, key)), cancellationToken))?.ToString();

    /// <inheritdoc/>
    public async Task<bool> DeactivateAsync(Aggregate kind, string key, CancellationToken cancellationToken)
    {
        if (await FindAsync(kind, key, cancellationToken) is null)
        {
            return false;
        }

        await grains.GetGrain(IdOf(kind, key)).AsReference<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle(cancellationToken);

        // The management grain asks for it and does not wait for the end.
        for (var asked = 0; asked < AskedMax && await FindAsync(kind, key, cancellationToken) is not null; asked++)
        {
            await Task.Delay(AskAgain, time, cancellationToken);
        }

        return true;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReminderStatus>> ReadRemindersAsync(CancellationToken cancellationToken)
    {
        // A front end has no table of its own.
        if (services.GetService<IReminderTable>() is not { } table)
        {
            return [];
        }

        var rows = await table.ReadRows(0, uint.MaxValue, cancellationToken);
        return
        [
            .. rows.Reminders
                .OrderBy(row => row.GrainId.ToString(), StringComparer.Ordinal).ThenBy(row => row.ReminderName, StringComparer.Ordinal)
                .Select(row => new ReminderStatus(
                    row.GrainId.ToString(), row.ReminderName, new DateTimeOffset(DateTime.SpecifyKind(row.StartAt, DateTimeKind.Utc)), row.Period.TotalSeconds)),
        ];
    }

    private static GrainId IdOf(Aggregate kind, string key) => GrainId.Create(kind.GrainType, key);

    // The management grain gives the class: with its namespace, and perhaps with its assembly.
    private static string TypeOf(string grainClass)
    {
        var name = grainClass.Split(',')[0].Split('.')[^1].ToLowerInvariant();
        return name.EndsWith(GrainSuffix, StringComparison.Ordinal) && name.Length > GrainSuffix.Length ? name[..^GrainSuffix.Length] : name;
    }

    private async Task<SiloRuntimeStatistics?> LoadOfAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        try
        {
            return (await Management.GetRuntimeStatistics([silo], cancellationToken).WaitAsync(TimeSpan.FromSeconds(2), time, cancellationToken))[0];
        }
        catch (Exception fault) when (fault is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException)
        {
            // It may have died since the table of members was read.
            return null;
        }
    }
}
