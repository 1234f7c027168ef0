using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansCommerce.Silo.Health;

/// <summary>What an orchestrator asks: is the process alive, has it started, should it get requests.</summary>
internal static class HealthExtensions
{
    /// <summary>The tag of a check without which the process should get no requests.</summary>
    public const string ReadyTag = "ready";

    private const string StartupTag = "startup";

    /// <summary>Adds the checks, and an end that no client notices.</summary>
    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.AddDrain();
        builder.Services.AddSingleton<LifetimeCheck>();
        builder.Services.AddHealthChecks()
            .AddCheck<LifetimeCheck>("host", tags: [ReadyTag, StartupTag])
            .AddCheck<JournalCheck>("journal", tags: [ReadyTag])
            .AddCheck<ViewCheck>("views", tags: [ReadyTag]);
    }

    /// <summary>Serves them. Alive is local and cheap: a database that is away is no reason to kill the process.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", Options(_ => false));
        app.MapHealthChecks("/health/startup", Options(check => check.Tags.Contains(StartupTag)));
        app.MapHealthChecks("/health/ready", Options(check => check.Tags.Contains(ReadyTag)));
    }

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> which) => new()
    {
        Predicate = which,
        ResponseWriter = WriteAsync,
    };

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = Word(report.Status),
            checks = report.Entries.ToDictionary(
                check => check.Key, check => new { status = Word(check.Value.Status), description = check.Value.Description }),
        },
        context.RequestAborted);

    private static string Word(HealthStatus status) => status == HealthStatus.Healthy ? "ok" : "failing";
}
