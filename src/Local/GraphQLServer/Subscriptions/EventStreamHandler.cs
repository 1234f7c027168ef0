using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansCommerce.Local.GraphQLServer.Building;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Subscriptions;

/// <summary>Answers requests that accept an event stream: subscriptions, and queries and mutations as a stream of one.</summary>
internal sealed class EventStreamHandler(
    GraphQLServerSetup setup,
    TimeProvider time,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime)
{
    public async Task HandleAsync(HttpContext http, RequestExecutor executor, PreparedRequest request)
    {
        var aborted = http.RequestAborted;
        var origin = new RequestOrigin(http.RequestServices, http.User, http);
        var writer = new EventStreamWriter(http.Response, time);
        try
        {
            if (request.OperationType == OperationType.Subscription)
            {
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
        var running = feed.RunAsync(events, ended.Token);
        try
        {
            await writer.BeginAsync(aborted);
            await writer.RunAsync(feed.Results, lifetime.ApplicationStopping, aborted);
        }
        finally
        {
            await ended.CancelAsync();
            await running;
        }
    }
}
