using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.AspNetCore.Subscriptions.Protocols;
using HotChocolate.Execution;

namespace HotChocolate.AspNetCore;

/// <summary>Decides who may use a socket, and with what its operations are executed.</summary>
public interface ISocketSessionInterceptor
{
    /// <summary>The client has sent <c>connection_init</c>.</summary>
    ValueTask<ConnectionStatus> OnConnectAsync(
        ISocketSession session,
        IOperationMessagePayload connectionInitMessage,
        CancellationToken cancellationToken = default);

    /// <summary>An operation is about to be executed; ambient values that are set before the first await are the operation's own.</summary>
    /// <exception cref="GraphQLException">The operation is refused; its errors are sent.</exception>
    ValueTask OnRequestAsync(
        ISocketSession session,
        string operationSessionId,
        OperationRequestBuilder requestBuilder,
        CancellationToken cancellationToken = default);
}

/// <summary>Accepts everybody, and executes as the user of the request that opened the socket.</summary>
public class DefaultSocketSessionInterceptor : ISocketSessionInterceptor
{
    /// <inheritdoc/>
    public virtual ValueTask<ConnectionStatus> OnConnectAsync(
        ISocketSession session,
        IOperationMessagePayload connectionInitMessage,
        CancellationToken cancellationToken = default) => new(ConnectionStatus.Accept());

    /// <inheritdoc/>
    public virtual ValueTask OnRequestAsync(
        ISocketSession session,
        string operationSessionId,
        OperationRequestBuilder requestBuilder,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(requestBuilder);
        requestBuilder.SetUser(session.Connection.HttpContext.User);
        return ValueTask.CompletedTask;
    }
}
