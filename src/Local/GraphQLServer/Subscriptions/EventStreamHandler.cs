using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansCommerce.Local.GraphQLServer.Building;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Http;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Subscriptions;

/// <summary>Answers requests that accept an event stream: subscriptions, and queries and mutations as a stream of one.</summary>
internal sealed class EventStreamHandler(
    GraphQLServerSetup setup,
    SubscriptionQuota quota,
    TimeProvider time,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime)
{
    public async Task HandleAsync(HttpContext http, RequestExecutor executor, PreparedRequest request)
    {
        var aborted = http.RequestAborted;
        var origin = new RequestOrigin(http.RequestServices, http.User, http);
        var heartbeat = TimeSpan.FromSeconds(setup.Limits.HeartbeatSeconds);
        var writer = new EventStreamWriter(http.Response, heartbeat, time);
        try
        {
            if (request.OperationType == OperationType.Subscription)
            {
                using var place = Place(http);
                await SubscribeAsync(executor, request, origin, writer, aborted);
            }
            else
            {
                var result = await executor.ExecuteAsync(request, origin, aborted);
                await OnlyAsync(writer, result, aborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The client left, or does not read any more.
            http.Abort();
        }
    }

    private static async Task OnlyAsync(EventStreamWriter writer, ExecutionResult result, CancellationToken aborted)
    {
        await writer.BeginAsync(aborted);
        writer.Next(result);
        await writer.CompleteAsync(aborted);
    }

    private async Task SubscribeAsync(
        RequestExecutor executor,
        PreparedRequest request,
        RequestOrigin origin,
        EventStreamWriter writer,
        CancellationToken aborted)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
        var (events, failure) = await executor.OpenAsync(request, origin, ended.Token);
        if (events is null)
        {
            await OnlyAsync(writer, failure!, aborted);
            return;
        }

        var feed = new SubscriptionFeed(executor, request, origin, scopes, setup.Limits.MaxBufferedEvents);
        await feed.DeliverAsync(events, SendAsync, origin.Http!.Abort, time, ended.Token);

        async Task SendAsync()
        {
            await writer.BeginAsync(aborted);
            await writer.RunAsync(feed.Results, lifetime.ApplicationStopping, aborted);
        }
    }

    private IDisposable Place(HttpContext http) => quota.Take(http.Connection.Id, out var refusal)
        ?? throw new HttpFault(
            refusal == SubscriptionRefusal.Connection ? StatusCodes.Status429TooManyRequests : StatusCodes.Status503ServiceUnavailable,
            quota.Describe(refusal),
            ErrorCode.TooManySubscriptions);
}
