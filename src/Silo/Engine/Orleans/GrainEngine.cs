using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.Journal;
using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo.Engine;

/// <summary>Microsoft Orleans: this process is a silo, of one on this machine alone or of a cluster in PostgreSQL.</summary>
internal static class GrainEngine
{
    /// <summary>What the start page calls it.</summary>
    public const string Name = "Orleans";

    private const string ServiceId = "orleanscommerce";
    private const string DatabaseInvariant = "Npgsql";

    /// <summary>The provider name by which streams find their subscriptions' storage.</summary>
    private const string SubscriptionStorage = "PubSubStore";

    /// <summary>Adds the silo, and what grains are made from.</summary>
    /// <exception cref="Configuration.SettingException">A setting is wrong.</exception>
    public static void AddEngine(this WebApplicationBuilder builder)
    {
        var settings = ClusterSettings.Of(builder.Configuration);
        var taxes = TaxSettings.From(builder.Configuration);
        builder.Services.AddSingleton(services => new GrainServices(
            services.GetRequiredService<IJournal>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>())
        {
            Taxes = taxes,
        });
        builder.Services.AddSingleton<IFaultClassifier, EngineFaults>();
        if (settings.Database is not null)
        {
            builder.Services.AddHostedService(_ => new ClusterMigration(settings.Database));
        }

        builder.Host.UseOrleans(silo =>
        {
            AddMembership(silo, settings);
            silo.AddMemoryStreams(ChangeStreams.Provider);
            silo.AddMemoryGrainStorage(SubscriptionStorage);
            silo.Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.Add(nameof(OrleansCommerce)));
        });
    }

    private static void AddMembership(ISiloBuilder silo, ClusterSettings settings)
    {
        if (settings.Database is null)
        {
            silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, serviceId: ServiceId, clusterId: settings.ClusterId);
            silo.UseInMemoryReminderService();
            return;
        }

        silo.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (ServiceId, settings.ClusterId));
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (DatabaseInvariant, settings.Database));
        silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (DatabaseInvariant, settings.Database));
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
