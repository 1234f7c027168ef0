using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansCommerce.Views;

namespace OrleansCommerce.Silo.Health;

/// <summary>Whether the read models follow the journal.</summary>
internal sealed class ViewCheck(IViewStatus views) : IHealthCheck
{
    /// <summary>Lists that are older than this mislead; a caller is better served by another process, or later.</summary>
    private static readonly TimeSpan LagMax = TimeSpan.FromSeconds(30);

    /// <summary>The tables lie in the journal's database; see <see cref="JournalCheck"/>.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var statuses = await views.ReadAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
            var behind = statuses.Where(view => view.Lag > LagMax || view.Fault is not null).Select(view => view.Name).ToList();
            return behind.Count == 0
                ? HealthCheckResult.Healthy("follow the journal")
                : HealthCheckResult.Unhealthy($"behind the journal: {string.Join(", ", behind)}");
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("do not answer", fault);
        }
    }
}
