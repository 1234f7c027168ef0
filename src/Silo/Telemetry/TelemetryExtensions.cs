using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Resources;

namespace OrleansCommerce.Silo.Telemetry;

/// <summary>
/// Traces, metrics and logs to a collector, by the OpenTelemetry protocol, when the environment names one
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its kin: https://opentelemetry.io/docs/specs/otel/protocol/exporter/).
/// </summary>
internal static class TelemetryExtensions
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceNameKey = "OTEL_SERVICE_NAME";
    private const string DefaultServiceName = "orleanscommerce";

    /// <summary>Where spans come from: the request, the resolver's call of a grain, the grain's turn, the journal's batch.</summary>
    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "OrleansCommerce.*", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application"];

    private static readonly string[] Meters =
    [
        "OrleansCommerce.*", "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting", "System.Runtime", "Npgsql",
    ];

    /// <summary>Adds the exporters; none without a collector.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[EndpointKey]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                builder.Configuration[ServiceNameKey] ?? DefaultServiceName,
                serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(3),
                serviceInstanceId: Environment.MachineName))
            .WithTracing(static traces => traces.AddSource(Sources))
            .WithMetrics(static metrics => metrics.AddMeter(Meters))
            .WithLogging()
            .UseOtlpExporter();
    }
}
