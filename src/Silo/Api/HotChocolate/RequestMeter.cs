using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using HotChocolate.Execution;
using HotChocolate.Execution.Instrumentation;
using HotChocolate.Language;

namespace OrleansCommerce.Silo;

/// <summary>Counts requests and the events of subscriptions under the names, and with the tags, of the embedded server.</summary>
internal sealed class RequestMeter
{
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;

    public RequestMeter(IMeterFactory meters)
    {
        var meter = meters.Create("OrleansCommerce.GraphQL");
        _requests = meter.CreateCounter<long>("graphql.server.requests", "{request}", "Requests, and events of subscriptions.");
        _duration = meter.CreateHistogram<double>("graphql.server.duration", "s", "Time to execute.");
    }

    /// <summary>Executes the request, and counts how it ended.</summary>
    public static async ValueTask InvokeAsync(RequestContext context, HotChocolate.Execution.RequestDelegate next)
    {
        await next(context);
        var meter = context.RequestServices.GetRequiredService<RequestMeter>();
        switch (context.Result)
        {
            case OperationResult result:
                meter.Ended(context, result);
                break;
            case IResponseStream events:
                var counted = new ResponseStream(() => meter.CountedAsync(context, events)) { ContextData = events.ContextData };
                counted.RegisterForCleanup(events.DisposeAsync);
                context.Result = counted;
                break;
        }
    }

    private async IAsyncEnumerable<OperationResult> CountedAsync(
        RequestContext context, IResponseStream events, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var result in events.ReadResultsAsync().WithCancellation(cancellationToken))
        {
            Ended(context, result);
            yield return result;
        }
    }

    private void Ended(RequestContext context, OperationResult result)
    {
        if (!context.Features.TryGet<Execution>(out var execution) || !context.TryGetOperation(out var operation))
        {
            _requests.Add(1, new TagList { { "operation", "none" }, { "outcome", "refused" } });
            return;
        }

        var kind = operation.Kind switch
        {
            OperationType.Mutation => "mutation",
            OperationType.Subscription => "subscription",
            _ => "query",
        };
        var outcome = result.Errors.Count == 0 ? "ok" : result.Data is null or { IsValueNull: true } ? "failed" : "partial";
        var tags = new TagList { { "operation", kind }, { "outcome", outcome } };
        _requests.Add(1, tags);
        _duration.Record(Stopwatch.GetElapsedTime(execution.Started).TotalSeconds, tags);
    }

    /// <summary>Notes when an execution begins: what waits for an event of a subscription is not execution.</summary>
    internal sealed class Starts : ExecutionDiagnosticEventListener
    {
        /// <inheritdoc/>
        public override IDisposable ExecuteOperation(RequestContext context) => Begun(context);

        /// <inheritdoc/>
        public override IDisposable OnSubscriptionEvent(RequestContext context, ulong subscriptionId) => Begun(context);

        private static IDisposable Begun(RequestContext context)
        {
            context.Features.Set(new Execution(Stopwatch.GetTimestamp()));
            return EmptyScope;
        }
    }

    private sealed record Execution(long Started);
}
