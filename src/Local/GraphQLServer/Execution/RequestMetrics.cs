using System.Diagnostics;
using System.Diagnostics.Metrics;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>Counts requests by the type of their operation and by how they ended.</summary>
internal sealed class RequestMetrics
{
    public const string MeterName = "OrleansCommerce.GraphQL";

    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;

    public RequestMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>("graphql.server.requests", "{request}", "Requests, and events of subscriptions.");
        _duration = meter.CreateHistogram<double>("graphql.server.duration", "s", "Time to execute, parsing included only at the first use.");
    }

    public void Refused() => _requests.Add(1, new TagList { { "operation", "none" }, { "outcome", "refused" } });

    public void Executed(OperationType type, ExecutionResult result, TimeSpan duration)
    {
        var operation = type switch
        {
            OperationType.Mutation => "mutation",
            OperationType.Subscription => "subscription",
            _ => "query",
        };
        var outcome = result.Errors.Count == 0 ? "ok" : result.Data is null ? "failed" : "partial";
        var tags = new TagList { { "operation", operation }, { "outcome", outcome } };
        _requests.Add(1, tags);
        _duration.Record(duration.TotalSeconds, tags);
    }
}
