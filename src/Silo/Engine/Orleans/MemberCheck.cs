using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;

namespace OrleansCommerce.Silo.Engine;

/// <summary>Whether this silo has joined its cluster, and is not leaving it.</summary>
internal sealed class MemberCheck(ISiloStatusOracle members) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(members.CurrentStatus == SiloStatus.Active
            ? HealthCheckResult.Healthy("joined")
            : HealthCheckResult.Unhealthy("is no member of the cluster"));
}
