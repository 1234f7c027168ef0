using Orleans;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;
using Orleans.Serialization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.Journal;
using OrleansCommerce.Silo.Configuration;
using OrleansCommerce.Silo.Engine.Reach;
using OrleansCommerce.Silo.Engine.Reports;
using OrleansCommerce.Silo.Health;
using OrleansCommerce.Silo.Operations;
using OrleansCommerce.Silo.Storage;

namespace OrleansCommerce.Silo.Engine;

/// <summary>
/// Microsoft Orleans: this process is a silo, of one on this machine alone or of a cluster in PostgreSQL, or a front end of such a
/// cluster.
/// </summary>
internal static class GrainEngine
{
    /// <summary>What the start page calls it.</summary>
    public const string Name = "Orleans";

    /// <summary>What a call meets whose silo is gone, or going: its grain comes back on another one.</summary>
    public const FaultKind SiloIsGone = FaultKind.Moving;

    private const string ServiceId = "orleanscommerce";
    private const string DatabaseInvariant = "Npgsql";

    /// <summary>The provider name by which streams find their subscriptions' storage.</summary>
    private const string SubscriptionStorage = "PubSubStore";

    /// <summary>
    /// Between two signs of life in the table of members. One that is silent for three of them is not waited for by a silo that
    /// joins: so long does a cluster that was killed as a whole take to come back.
    /// </summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A silo is not suspected, whatever questions it left unanswered, while it said something within three times this: so long are the
    /// grains of one that falls silent missing. Orleans waits a minute by itself.
    /// </summary>
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(5);

    /// <summary>For one answer of the journal, when the question is whether the silo can live.</summary>
    private static readonly TimeSpan JournalPatience = TimeSpan.FromSeconds(5);

    /// <summary>Between two attempts of a front end to reach the cluster, at its start.</summary>
    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(1);

    /// <summary>Adds the silo, and what grains are made from; or the client of a front end.</summary>
    /// <exception cref="Configuration.SettingException">A setting is wrong.</exception>
    public static void AddEngine(this WebApplicationBuilder builder)
    {
        var settings = ClusterSettings.Of(builder.Configuration);
        var taxes = TaxSettings.From(builder.Configuration);
        var tills = TillSettings.From(builder.Configuration);
        builder.Services.AddSingleton(services => new GrainServices(
            services.GetRequiredService<IJournal>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>())
        {
            Taxes = taxes,
            Tills = tills,
        });
        builder.Services.AddSingleton<IFaultClassifier, EngineFaults>();
        builder.Services.AddSingleton<DashboardAccess>();
        builder.Services.AddSingleton<Way>();
        builder.Services.AddSingleton<IEngineView, EngineView>();
        builder.Services.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (ServiceId, settings.ClusterId));
        builder.Services.Configure<ExceptionSerializationOptions>(Travel);
        if (settings.Database is not null)
        {
            builder.Services.AddSingleton<ISchema>(_ => new ClusterTables(settings.Database));
        }

        if (settings.IsFrontEnd)
        {
            builder.UseOrleansClient(client => AddClient(client, settings.Database!));
        }
        else
        {
            var facts = SiloFacts.Of(builder.Configuration, builder.Environment);
            builder.UseOrleans(silo => AddSilo(silo, settings, facts));
            builder.Services.AddHealthChecks().AddCheck<MemberCheck>("member", tags: [HealthExtensions.ReadyTag]);
        }
    }

    /// <summary>Exceptions that a caller on another silo is to know as what they are, and those that they may have inside.</summary>
    internal static void Travel(ExceptionSerializationOptions options)
    {
        options.SupportedNamespacePrefixes.Add(nameof(OrleansCommerce));
        options.SupportedNamespacePrefixes.Add(nameof(Npgsql));
    }

    /// <summary>Serves the dashboard of Orleans, to administrators.</summary>
    public static void MapEngine(this WebApplication app)
    {
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(DashboardAccess.Path, StringComparison.OrdinalIgnoreCase),
            branch => branch.Use(next => context => branch.ApplicationServices.GetRequiredService<DashboardAccess>().InvokeAsync(context, next)));
        app.MapOrleansDashboard(DashboardAccess.Path);
    }

    private static void AddClient(IClientBuilder client, string database)
    {
        client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (DatabaseInvariant, database));
        client.UseConnectionRetryFilter(async (_, cancellationToken) =>
        {
            await Task.Delay(ReconnectAfter, cancellationToken);
            return true;
        });
        client.AddMemoryStreams(ChangeStreams.Provider);
        client.AddActivityPropagation();
        client.AddDashboard();
    }

    private static void AddSilo(ISiloBuilder silo, ClusterSettings settings, SiloFacts facts)
    {
        silo.UseSiloMetadata(new Dictionary<string, string>(facts.All));
        silo.Services.AddSingleton(facts);
        silo.AddGrainDirectory(NoDirectory.Name, static (_, _) => new NoDirectory());
        silo.AddGrainService<SiloReport>();
        silo.Services.AddSingleton<SiloReportClient>();
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.IAmAliveTablePublishTimeout = SignOfLife;
            options.MaxProbeTimeout = LongestProbe;
        });
        silo.AddMemoryStreams(ChangeStreams.Provider);
        silo.AddActivityPropagation();
        silo.Services.AddSingleton<CallOrigin>();
        silo.Services.AddSingleton<IOutgoingGrainCallFilter>(static services => services.GetRequiredService<CallOrigin>());
        silo.AddIncomingGrainCallFilter<CallMeter>();
        silo.Services.AddSingleton<IPlacementStrategyResolver, WhereTheRequestIs>();
        silo.Services.AddSingleton<StageNotes>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static services => services.GetRequiredService<StageNotes>());
        silo.AddDashboard();
        if (settings.Database is null)
        {
            silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, serviceId: ServiceId, clusterId: settings.ClusterId);
            silo.UseInMemoryReminderService();
            silo.AddMemoryGrainStorage(SubscriptionStorage);
            return;
        }

        silo.AddGrainService<JournalReach>();
        silo.Services.AddSingleton<OtherSilos>();
        silo.Services.AddHostedService(static services => new LostWay(
            cancellationToken => services.GetRequiredService<IJournal>().ReachAsync(JournalPatience, cancellationToken),
            services.GetRequiredService<OtherSilos>().ReachJournalAsync,
            Environment.Exit,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<LostWay>>()));
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (DatabaseInvariant, settings.Database));
        silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (DatabaseInvariant, settings.Database));

        // Subscriptions outlive the silo that the grain which keeps them was on: a subscriber is not forgotten because of it.
        silo.AddAdoNetGrainStorage(SubscriptionStorage, options =>
        {
            (options.Invariant, options.ConnectionString) = (DatabaseInvariant, settings.Database);
            options.DeleteStateOnClear = true;
        });
        if (settings.Address is null)
        {
            silo.ConfigureEndpoints(settings.SiloPort, settings.GatewayPort);
        }
        else
        {
            silo.ConfigureEndpoints(settings.Address, settings.SiloPort, settings.GatewayPort);
        }
    }
}
