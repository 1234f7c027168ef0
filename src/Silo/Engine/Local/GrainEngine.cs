using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Local;

namespace OrleansCommerce.Silo.Engine;

/// <summary>The embedded engine: grains in this process.</summary>
internal static class GrainEngine
{
    /// <summary>What the start page calls it.</summary>
    public const string Name = "Local";

    /// <summary>Adds the grain host, and what grains are made from.</summary>
    public static void AddEngine(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<GrainServices>();
        builder.Services.AddSingleton<IFaultClassifier, EngineFaults>();
        builder.Services.AddSingleton<IReminderStore, DatabaseReminderStore>();
        builder.Services.AddHostedService<ReminderMigration>();
        builder.Services.AddGrainHost(options => options.GrainAssemblies.Add(typeof(GrainServices).Assembly));
    }

    /// <summary>It has no pages of its own.</summary>
    public static void MapEngine(this WebApplication app) => ArgumentNullException.ThrowIfNull(app);

    /// <summary>Creates the table of reminders. Added before the grain host, since hosted services start in order.</summary>
    private sealed class ReminderMigration(IDatabase database) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => DatabaseReminderStore.MigrateAsync(database, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
