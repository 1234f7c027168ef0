using HotChocolate;
using HotChocolate.AspNetCore;
using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.Execution;
using Microsoft.Extensions.DependencyInjection;
using OrleansCommerce.Local.GraphQLServer.Building;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Subscriptions;

namespace OrleansCommerce.Local.GraphQLServer.Sockets;

/// <summary>One operation of a socket: it sends its results until it ends, the client completes it, or the socket closes.</summary>
/// <param name="id">The client's name for it.</param>
/// <param name="session">The socket.</param>
/// <param name="turn">Held by the one of the socket's operations that looks at the request which opened it.</param>
/// <param name="services">What it is executed with.</param>
/// <param name="writer">Where the results go.</param>
/// <param name="stopping">The host stops.</param>
internal sealed class SocketOperation(
    string id,
    ISocketSession session,
    Lock turn,
    SocketServices services,
    SocketWriter writer,
    CancellationToken stopping) : IDisposable
{
    private readonly CancellationTokenSource _completed = new();

    /// <summary>The client wants no more of it.</summary>
    public Task CompleteAsync() => _completed.CancelAsync();

    /// <summary>Executes it to its end. What the interceptor sets in the ambient context is this operation's alone.</summary>
    public async Task RunAsync(PreparedRequest request)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_completed.Token, stopping);
        try
        {
            if (request.Plan is null)
            {
                await writer.ErrorAsync(id, request.Errors);
                return;
            }

            var builder = new OperationRequestBuilder();
            ValueTask intercepted;
            lock (turn)
            {
                intercepted = services.Interceptor.OnRequestAsync(session, id, builder, ended.Token);
            }

            await intercepted;
            await using var scope = services.Scopes.CreateAsyncScope();
            var origin = new RequestOrigin(scope.ServiceProvider, builder.User, session.Connection.HttpContext);
            if (request.OperationType == OperationType.Subscription)
            {
                await FollowAsync(request, origin, ended.Token);
            }
            else
            {
                await writer.NextAsync(id, await services.Executor.ExecuteAsync(request, origin, _completed.Token));
            }

            if (!_completed.IsCancellationRequested)
            {
                await writer.CompleteAsync(id);
            }
        }
        catch (GraphQLException refusal)
        {
            await writer.ErrorAsync(id, refusal.Errors);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Nobody waits for the rest of it.
        }
    }

    public void Dispose() => _completed.Dispose();

    private async Task FollowAsync(PreparedRequest request, RequestOrigin origin, CancellationToken ended)
    {
        var (events, failure) = await services.Executor.OpenAsync(request, origin, ended);
        if (events is null)
        {
            await writer.NextAsync(id, failure!);
            return;
        }

        var feed = new SubscriptionFeed(services.Executor, request, origin, services.Scopes, services.Setup.Limits.MaxBufferedEvents);
        await feed.DeliverAsync(events, SendAsync, session.Connection.HttpContext.Abort, services.Time, ended);

        async Task SendAsync()
        {
            await foreach (var result in feed.Results.ReadAllAsync(_completed.Token))
            {
                await writer.NextAsync(id, result);
            }
        }
    }
}

/// <summary>What operations of sockets are executed with.</summary>
internal sealed record SocketServices(
    GraphQLServerSetup Setup,
    RequestExecutor Executor,
    ISocketSessionInterceptor Interceptor,
    IServiceScopeFactory Scopes,
    TimeProvider Time);
