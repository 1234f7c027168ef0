using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Silo.Engine.Reports;
using OrleansCommerce.Silo.Operations;
using OrleansCommerce.Silo.Operations.Lifecycle;
using SiloStatus = OrleansCommerce.Silo.Operations.SiloStatus;

namespace OrleansCommerce.Silo.Engine;

/// <summary>Orleans: the silos of the cluster, as its management grain knows them, and what they report of themselves.</summary>
internal sealed class EngineView(IGrainFactory grains, Way way, InstrumentWatch instruments, IServiceProvider services, TimeProvider time) : IEngineView
{
    private const string GrainSuffix = "grain";

    /// <summary>How often a deactivation that was asked for is looked at; a busy grain is called anew at once, and never seen to be gone.</summary>
    private const int AskedMax = 40;

    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public string? DashboardPath => DashboardAccess.Path;

    /// <inheritdoc/>
    /// <remarks>
    /// A silo's count is the runtime's: what is idle for 10 s is looked for every 5 s, and leaves the set of those in use when it is found a
    /// second time. A type's is that of <see cref="ActivationUse"/>.
    /// </remarks>
    public TimeSpan RecentUse => SiloReport.RecentUse;

    /// <inheritdoc/>
    public string? OwnAddress => Own?.ToString();

    /// <inheritdoc/>
    public IReadOnlyList<StageStatus> Stages => services.GetService<StageNotes>()?.Reached ?? [];

    /// <inheritdoc/>
    public IReadOnlyList<StopStage> StopStages => services.GetService<StageNotes>()?.Stops ?? [];

    // A front end is no silo.
    private SiloAddress? Own => services.GetService<ILocalSiloDetails>()?.SiloAddress;

    private IManagementGrain Management => grains.GetGrain<IManagementGrain>(0);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SiloStatus>> ReadSilosAsync(CancellationToken cancellationToken)
    {
        var members = await way.AskAsync((IManagementGrain management) => management.GetDetailedHosts(onlyActive: false, cancellationToken), cancellationToken);

        // Silos tell each other; a front end is none, and asks.
        var heard = services.GetService<ISiloMetadataCache>();
        var told = heard is null
            ? (await way.AskAsync((ISiloReports silos) => silos.FactsAsync(), cancellationToken)).Answers.ToDictionary(static one => one.Silo, static one => one.Facts)
            : [];
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
                member.SiloAddress.Equals(Own),
                load?.RecentlyUsedActivationCount,
                heard?.GetSiloMetadata(member.SiloAddress).Metadata is { Count: > 0 } facts ? facts : told.GetValueOrDefault(member.SiloAddress));
        }));
    }

    /// <inheritdoc/>
    public async Task<Told<ActivationCount>> ReadActivationsAsync(CancellationToken cancellationToken)
    {
        var told = await way.AskAsync((ISiloReports silos) => silos.UseAsync(), cancellationToken);
        var counted = await Task.WhenAll(told.Answers.Select(async use => (use.Silo, use.Types, Counted: await CountOfAsync(use.Silo, cancellationToken))));
        return new Told<ActivationCount>(
            [.. counted.Where(static one => one.Counted is not null).SelectMany(static one => ActivationsOf(one.Silo, one.Counted!, one.Types ?? []))],
            InOrder([.. told.Silent, .. counted.Where(static one => one.Counted is null).Select(static one => one.Silo)]));
    }

    /// <inheritdoc/>
    public async Task<Told<CallCounts>> ReadCallsAsync(CallsAsked asked, CancellationToken cancellationToken)
    {
        var told = await way.AskAsync((ISiloReports silos) => silos.CallsAsync(asked), cancellationToken);
        return new Told<CallCounts>(told.Answers, InOrder(told.Silent));
    }

    /// <inheritdoc/>
    public async Task<InstrumentReading?> ReadCountersAsync(string? silo, CancellationToken cancellationToken) => silo is null || silo == OwnAddress
        ? instruments.Read()
        : await way.AskAsync((ISiloReports silos) => silos.CountersAsync(silo), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ReadActiveAsync(CancellationToken cancellationToken) =>
        InOrder(await way.AskAsync((ISiloReports silos) => silos.ActiveAsync(), cancellationToken));

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

    private static IReadOnlyList<string> InOrder(SiloAddress[] silos) => [.. silos.Select(static silo => silo.ToString()).Order(StringComparer.Ordinal)];

    private static IEnumerable<ActivationCount> ActivationsOf(SiloAddress silo, SimpleGrainStatistic[] counted, ActivationUse[] use)
    {
        var told = use.ToDictionary(static one => one.Type);
        return counted.GroupBy(static one => TypeOf(one.GrainType)).Select(group => told.GetValueOrDefault(group.Key) is { } known
            ? new ActivationCount(group.Key, silo.ToString(), known.Activations, known.Waiting, known.Running, known.RecentlyUsed)
            : new ActivationCount(group.Key, silo.ToString(), group.Sum(static one => one.ActivationCount), Waiting: null, Running: null, RecentlyUsed: null));
    }

    private Task<SimpleGrainStatistic[]?> CountOfAsync(SiloAddress silo, CancellationToken cancellationToken) =>
        OfOneAsync(management => management.GetSimpleGrainStatistics([silo], cancellationToken), cancellationToken);

    private async Task<SiloRuntimeStatistics?> LoadOfAsync(SiloAddress silo, CancellationToken cancellationToken) =>
        (await OfOneAsync(management => management.GetRuntimeStatistics([silo], cancellationToken), cancellationToken))?[0];

    /// <summary>What the management grain asks of one silo; null when that does not answer in time.</summary>
    private async Task<T?> OfOneAsync<T>(Func<IManagementGrain, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await ask(way.To<IManagementGrain>()).WaitAsync(SiloReportClient.Patience, time, cancellationToken);
        }
        catch (Exception fault) when (fault is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException)
        {
            return null;
        }
    }
}
