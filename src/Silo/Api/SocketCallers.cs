using System.Text.Json;
using HotChocolate.AspNetCore;
using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.AspNetCore.Subscriptions.Protocols;
using HotChocolate.Execution;
using OrleansCommerce.Silo.Security;

namespace OrleansCommerce.Silo;

/// <summary>
/// Who asks through a socket: a browser cannot send headers with it, so that the token may also come as <c>Authorization</c> in
/// the payload of <c>connection_init</c>. Each operation counts as a request of that client.
/// </summary>
internal sealed class SocketCallers(CallerAuthentication authentication, RequestRates rates) : DefaultSocketSessionInterceptor
{
    /// <inheritdoc/>
    public override async ValueTask<ConnectionStatus> OnConnectAsync(
        ISocketSession session, IOperationMessagePayload connectionInitMessage, CancellationToken cancellationToken = default)
    {
        var context = session.Connection.HttpContext;
        if (CallerAuthentication.Of(context) is not null)
        {
            return ConnectionStatus.Accept();
        }

        if (AuthorizationOf(connectionInitMessage.Payload) is { Length: > 0 } token)
        {
            context.Request.Headers.Authorization = token;
        }
        else if (!IsOwnOrigin(context.Request))
        {
            // Browsers let any page open a socket to this machine; in development it would act as an administrator.
            return await session.RefuseAsync("A page of another origin needs a token: send 'Authorization' in the payload.", cancellationToken);
        }

        // A scope of its own: the request's has found already that it came without a token.
        await using var scope = context.RequestServices.CreateAsyncScope();
        var (caller, reason) = await authentication.AuthenticateAsync(context, scope.ServiceProvider);
        return caller is null ? await session.RefuseAsync(reason, cancellationToken) : ConnectionStatus.Accept();
    }

    /// <inheritdoc/>
    public override ValueTask OnRequestAsync(
        ISocketSession session,
        string operationSessionId,
        OperationRequestBuilder requestBuilder,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var context = session.Connection.HttpContext;

        // Not async: what an async method sets in the ambient context is gone when it returns.
        Caller.Current = CallerAuthentication.Of(context) ?? throw new InvalidOperationException("The socket has no caller.");
        rates.Demand(context);
        return base.OnRequestAsync(session, operationSessionId, requestBuilder, cancellationToken);
    }

    private static string? AuthorizationOf(JsonElement? payload)
    {
        try
        {
            return payload?.Deserialize<Initialisation>(JsonSerializerOptions.Web)?.Authorization;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin is not [{ Length: > 0 } origin]
        || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && (from.IsLoopback || string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)));

    private sealed record Initialisation(string? Authorization);
}
