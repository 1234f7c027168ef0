using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Local;
using OrleansCommerce.Silo.Configuration;
using OrleansCommerce.Silo.Operations;
using OrleansCommerce.Silo.Storage;

namespace OrleansCommerce.Silo.Engine;

/// <summary>The embedded engine: grains in this process.</summary>
internal static class GrainEngine
{
    /// <summary>What the start page calls it.</summary>
    public const string Name = "Local";

    /// <summary>What a call meets whose silo is gone: there is no other one.</summary>
    public const FaultKind SiloIsGone = FaultKind.Unavailable;

    /// <summary>Adds the grain host, and what grains are made from.</summary>
    public static void AddEngine(this WebApplicationBuilder builder)
    {
        var taxes = TaxSettings.From(builder.Configuration);
        var tills = TillSettings.From(builder.Configuration);
        builder.Services.AddSingleton(services => new GrainServices(
            services.GetRequiredService<IJournal>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>())
        {
            Taxes = taxes,
            Tills = tills,
        });
        builder.Services.AddSingleton<IFaultClassifier, EngineFaults>();
        builder.Services.AddSingleton<IReminderStore, DatabaseReminderStore>();
        builder.Services.AddSingleton<ISchema, ReminderSchema>();
        builder.Services.AddSingleton(SiloFacts.Of(builder.Configuration, builder.Environment));
        builder.Services.AddSingleton<IEngineView, EngineView>();
        builder.Services.AddGrainHost(options => options.GrainAssemblies.Add(typeof(GrainServices).Assembly));
    }

    /// <summary>It has no pages of its own.</summary>
    public static void MapEngine(this WebApplication app) => ArgumentNullException.ThrowIfNull(app);

    private sealed class ReminderSchema(IDatabase database) : ISchema
    {
        public Task MigrateAsync(CancellationToken cancellationToken) => DatabaseReminderStore.MigrateAsync(database, cancellationToken);
    }
}
