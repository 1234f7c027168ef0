using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Silo.Operations;
using SiloStatus = OrleansCommerce.Silo.Operations.SiloStatus;

namespace OrleansCommerce.Silo.Engine;

/// <summary>Orleans: the silos of the cluster, as its management grain knows them.</summary>
internal sealed class EngineView(IGrainFactory grains, CallReport calls, IServiceProvider services, TimeProvider time) : IEngineView
{
    private const string GrainSuffix = "grain";

    /// <summary>How often a deactivation that was asked for is looked at; a busy grain is called anew at once, and never seen to be gone.</summary>
    private const int AskedMax = 40;

    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>With a silo that does not answer: it may have died since the table of members was read.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public string? DashboardPath => DashboardAccess.Path;

    /// <inheritdoc/>
    /// <remarks>
    /// A silo's count is the runtime's: what is idle for 10 s is looked for every 5 s, and leaves the set of those in use when it is found a
    /// second time. A type's is that of <see cref="ActivationUse"/>.
    /// </remarks>
    public TimeSpan RecentUse => SiloReport.RecentUse;

    /// <inheritdoc/>
    public IReadOnlyList<StageStatus> Stages => services.GetService<StageNotes>()?.Reached ?? [];

    private IManagementGrain Management => grains.GetGrain<IManagementGrain>(0);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SiloStatus>> ReadSilosAsync(CancellationToken cancellationToken)
    {
        var members = await Management.GetDetailedHosts(onlyActive: false, cancellationToken);
        var own = services.GetService<ILocalSiloDetails>()?.SiloAddress;

        // Silos tell each other; a front end is none, and asks.
        var heard = services.GetService<ISiloMetadataCache>();
        var told = heard is null ? (await AskSilosAsync<SiloSays>(SiloReport.Command.Facts, about: null, cancellationToken)).ToDictionary(static one => one.Silo, static one => one.Facts) : [];
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
                heard?.GetSiloMetadata(member.SiloAddress).Metadata is { Count: > 0 } facts ? facts : told.GetValueOrDefault(member.SiloAddress));
        }));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ActivationCount>> ReadActivationsAsync(CancellationToken cancellationToken)
    {
        var use = AskSilosAsync<SiloUse>(SiloReport.Command.Use, about: null, cancellationToken);
        var counted = await Management.GetSimpleGrainStatistics(cancellationToken);
        var told = (await use)
            .SelectMany(static one => one.Types ?? [], static (one, type) => (Type: type.Type, Silo: one.Silo.ToString(), Use: type))
            .ToDictionary(static one => (one.Type, one.Silo), static one => one.Use);
        return
        [
            .. counted
                .GroupBy(one => (Type: TypeOf(one.GrainType), Silo: one.SiloAddress.ToString()))
                .Select(group => told.GetValueOrDefault(group.Key) is { } known
                    ? new ActivationCount(group.Key.Type, group.Key.Silo, known.Activations, known.Waiting, known.Running, known.RecentlyUsed)
                    : new ActivationCount(group.Key.Type, group.Key.Silo, group.Sum(one => one.ActivationCount), Waiting: null, Running: null, RecentlyUsed: null)),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CallCounts>> ReadCallsAsync(CallsAsked asked, CancellationToken cancellationToken)
    {
        List<CallCounts> told = [.. await AskSilosAsync<CallCounts>(SiloReport.Command.Calls, asked, cancellationToken)];

        // What this silo counted is at hand whatever is the matter with the others.
        return told.Count == 0 && services.GetService<ILocalSiloDetails>() is { } own ? [calls.Count(asked, own.SiloAddress.ToString())] : told;
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

    /// <summary>What the silos that run tell; nothing when one of them does not answer in time, or is of a version that knows no such question.</summary>
    private async Task<IEnumerable<T>> AskSilosAsync<T>(SiloReport.Command command, object? about, CancellationToken cancellationToken)
    {
        try
        {
            return (await Management.SendControlCommandToProvider<SiloReport>(SiloReport.Name, (int)command, about, cancellationToken).WaitAsync(Patience, time, cancellationToken)).OfType<T>();
        }
        catch (Exception fault) when (fault is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException or ArgumentException)
        {
            return [];
        }
    }

    private async Task<SiloRuntimeStatistics?> LoadOfAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        try
        {
            return (await Management.GetRuntimeStatistics([silo], cancellationToken).WaitAsync(Patience, time, cancellationToken))[0];
        }
        catch (Exception fault) when (fault is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException)
        {
            return null;
        }
    }
}
