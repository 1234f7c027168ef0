using OrleansCommerce.Silo.Storage;

namespace OrleansCommerce.Silo.Operations;

/// <summary>What operators see of the running system.</summary>
internal static class OperationsExtensions
{
    /// <summary>Adds it. Before the engine, so that nothing is measured too late.</summary>
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Measurements>();
        builder.Services.AddSingleton<ProcessLoad>();
        builder.Services.AddSingleton<CallReport>();
        builder.Services.AddSingleton<JournalReader>();
        builder.Services.AddSingleton<JournalSize>();
        builder.Services.AddSingleton<InvariantChecks>();
        builder.Services.AddSingleton<InstrumentWatch>();
        builder.Services.AddSingleton<AuditTrail>();
        builder.Services.AddSingleton<ISchema>(services => services.GetRequiredService<AuditTrail>());
        builder.Services.AddSingleton<LogMemory>();
        builder.Services.AddSingleton<ILoggerProvider>(services => services.GetRequiredService<LogMemory>());
        builder.Services.AddHostedService<Sampler>();
        builder.Services.AddSingleton<ClusterHistory>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<ClusterHistory>());
    }
}
