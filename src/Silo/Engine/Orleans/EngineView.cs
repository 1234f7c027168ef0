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

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SiloStatus>> ReadSilosAsync(CancellationToken cancellationToken)
    {
        // Silos tell each other what they say of themselves; a front end is none, and asks.
        var heard = services.GetService<ISiloMetadataCache>();
        var (asked, used, said) = (
            way.AskAsync((ISiloReports silos) => silos.MembersAsync(), cancellationToken),
            way.AskAsync((ISiloReports silos) => silos.UseAsync(), cancellationToken),
            heard is null ? way.AskAsync((ISiloReports silos) => silos.FactsAsync(), cancellationToken) : Task.FromResult(new SiloAnswers<SiloSays>([], [])));
        await Task.WhenAll(asked, used, said);
        var loads = (await used).Answers.ToDictionary(static one => one.Silo, static one => one.Load);
        var told = (await said).Answers.ToDictionary(static one => one.Silo, static one => one.Facts);
        return
        [
            .. (await asked).Select(member =>
            {
                var load = loads.GetValueOrDefault(member.SiloAddress);
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
            }),
        ];
    }

    /// <inheritdoc/>
    public async Task<Told<ActivationCount>> ReadActivationsAsync(CancellationToken cancellationToken)
    {
        var told = await way.AskAsync((ISiloReports silos) => silos.UseAsync(), cancellationToken);
        return new Told<ActivationCount>([.. told.Answers.SelectMany(ActivationsOf)], InOrder(told.Silent));
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
        (await way.AskAsync((IManagementGrain management) => management.GetActivationAddress(grains.GetGrain(IdOf(kind, key)), cancellationToken).AsTask(), cancellationToken))
            ?.ToString();

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

    private static IEnumerable<ActivationCount> ActivationsOf(SiloUse use)
    {
        var told = (use.Types ?? []).ToDictionary(static one => one.Type);
        if (use.Counted is null)
        {
            return told.Values.Select(Of);
        }

        return use.Counted.GroupBy(static one => TypeOf(one.GrainType)).Select(group => told.TryGetValue(group.Key, out var known)
            ? Of(known)
            : new ActivationCount(group.Key, use.Silo.ToString(), group.Sum(static one => one.ActivationCount), Waiting: null, Running: null, RecentlyUsed: null));

        ActivationCount Of(ActivationUse known) =>
            new(known.Type, use.Silo.ToString(), known.Activations, known.Waiting, known.Running, known.RecentlyUsed);
    }
}
