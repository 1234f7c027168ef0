using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Silo.Health;

/// <summary>Whether the journal's database answers.</summary>
internal sealed class JournalCheck(IJournal journal) : IHealthCheck
{
    /// <summary>An orchestrator asks again in seconds; a database that takes longer than this does not answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await journal.ReachAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy("answers");
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The description is public; what the database said is for the log.
            return HealthCheckResult.Unhealthy("does not answer", fault);
        }
    }
}
