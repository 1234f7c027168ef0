using HotChocolate.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansCommerce.Local.GraphQLServer.Building;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Http;
using OrleansCommerce.Local.GraphQLServer.Subscriptions;

namespace OrleansCommerce.Local.GraphQLServer.Sockets;

/// <summary>Takes requests that want to become sockets, and serves them.</summary>
internal sealed class SocketHandler(
    GraphQLServerSetup setup,
    RequestExecutorProvider executors,
    ISocketSessionInterceptor interceptor,
    SubscriptionQuota quota,
    TimeProvider time,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    ILogger<SocketHandler> logger)
{
    private const string Subprotocol = "graphql-transport-ws";

    private int _open;

    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            if (Interlocked.Increment(ref _open) > setup.Limits.MaxSockets)
            {
                throw new HttpFault(
                    StatusCodes.Status503ServiceUnavailable,
                    "The host has as many open sockets as it may have: try again later.",
                    ErrorCode.TooManySockets);
            }

            await ServeAsync(http);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task ServeAsync(HttpContext http)
    {
        var known = http.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol, StringComparer.Ordinal);
        var heartbeat = TimeSpan.FromSeconds(setup.Limits.HeartbeatSeconds);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = known ? Subprotocol : null,
            KeepAliveInterval = heartbeat,
            KeepAliveTimeout = heartbeat,
        });
        if (!known)
        {
            using var writer = new SocketWriter(socket, time, http.RequestAborted);
            await writer.CloseAsync(CloseCode.SubprotocolNotAcceptable, "Subprotocol not acceptable");
            return;
        }

        var services = new SocketServices(setup, executors.Executor, interceptor, scopes, time);
        using var session = new SocketSession(http, socket, services, quota, logger, lifetime.ApplicationStopping);
        await session.RunAsync();
    }
}
