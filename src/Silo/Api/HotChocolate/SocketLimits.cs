using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Features;

namespace OrleansCommerce.Silo;

/// <summary>Holds sockets to the limits, and to the signs of life, of the embedded server, which HotChocolate has not.</summary>
internal sealed class SocketLimits(PathString path, GraphQLLimits limits)
{
    private const string Subprotocol = "graphql-transport-ws";
    private const WebSocketCloseStatus SubprotocolNotAcceptable = (WebSocketCloseStatus)4406;

    private int _open;

    /// <summary>Refuses the socket, or has it served.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != path || !context.WebSockets.IsWebSocketRequest)
        {
            await next(context);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _open) > limits.MaxSockets)
            {
                await context.Response.RefuseAsync(
                    StatusCodes.Status503ServiceUnavailable,
                    ServerCodes.TooManySockets,
                    "The host has as many open sockets as it may have: try again later.");
                return;
            }

            await ServeAsync(context, next);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        var sockets = new LimitedSockets(context.Features.GetRequiredFeature<IHttpWebSocketFeature>(), limits);
        if (context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol, StringComparer.Ordinal))
        {
            context.Features.Set<IHttpWebSocketFeature>(sockets);
            await next(context);
            return;
        }

        using var socket = await sockets.AcceptAsync(new WebSocketAcceptContext());
        await socket.EndAsync(SubprotocolNotAcceptable, "Subprotocol not acceptable");
    }

    /// <summary>Accepts sockets that are held to the limits.</summary>
    private sealed class LimitedSockets(IHttpWebSocketFeature sockets, GraphQLLimits limits) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => sockets.IsWebSocketRequest;

        public async Task<LimitedSocket> AcceptAsync(WebSocketAcceptContext context)
        {
            context.KeepAliveInterval = context.KeepAliveTimeout = TimeSpan.FromSeconds(limits.HeartbeatSeconds);
            return new LimitedSocket(await sockets.AcceptAsync(context), limits.MaxBodyBytes);
        }

        async Task<WebSocket> IHttpWebSocketFeature.AcceptAsync(WebSocketAcceptContext context) => await AcceptAsync(context);
    }
}
