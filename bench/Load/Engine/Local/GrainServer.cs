using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Load.Servers;
using OrleansCommerce.Local;

namespace OrleansCommerce.Load.Engine;

/// <summary>The grains on the embedded host in this process, with their journal: no HTTP, no read models.</summary>
internal sealed class GrainServer : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private GrainServer(ServiceProvider services) => _services = services;

    public IServiceProvider Services => _services;

    public IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

    /// <summary>Starts it on a database, which may have been used before.</summary>
    public static async Task<GrainServer> StartAsync(BenchDatabase database)
    {
        // The journal's settings as the real host has them.
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var services = new ServiceCollection()
            .AddLogging(static logging => logging
                .SetMinimumLevel(LogLevel.Warning)
                .AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace))
            .AddSingleton(TimeProvider.System)
            .AddJournal(database.ConnectionString, settings.GetSection("Journal").Bind)
            .AddSingleton<GrainServices>()
            .AddGrainHost(static options => options.GrainAssemblies.Add(typeof(GrainServices).Assembly))
            .BuildServiceProvider();
        await JournalSchema.MigrateAsync(services.GetRequiredService<IDatabase>());
        await services.GetRequiredService<GrainHost>().StartAsync();
        return new GrainServer(services);
    }

    /// <summary>Drops the grains as the death of a process would: none of them gets to write a snapshot.</summary>
    public void Kill() => _services.GetRequiredService<GrainHost>().Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<GrainHost>().StopAsync();
        await _services.DisposeAsync();
    }
}
