using System.Buffers;
using HotChocolate;
using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.AspNetCore.Subscriptions.Protocols;
using HotChocolate.Execution;

namespace OrleansCommerce.Silo;

/// <summary>
/// Ends an operation with its <c>error</c>, as the protocol says. HotChocolate would send a <c>complete</c> after it, of which a
/// public client (<c>graphql-ws</c>) takes the count of its open operations down a second time, and closes the socket under the others.
/// </summary>
internal sealed class OneLastMessage(IProtocolHandler protocol) : IProtocolHandler
{
    /// <inheritdoc/>
    public string Name => protocol.Name;

    /// <summary>Puts it between the sockets and the protocols that HotChocolate knows.</summary>
    public static void Decorate(IServiceCollection services)
    {
        for (var i = 0; i < services.Count; i++)
        {
            if (services[i] is { ServiceType: var type, ImplementationFactory: { } make } && type == typeof(IProtocolHandler))
            {
                services[i] = ServiceDescriptor.Singleton<IProtocolHandler>(provider => new OneLastMessage((IProtocolHandler)make(provider)));
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask SendErrorMessageAsync(
        ISocketSession session, string operationSessionId, IReadOnlyList<IError> errors, CancellationToken cancellationToken = default)
    {
        await protocol.SendErrorMessageAsync(session, operationSessionId, errors, cancellationToken);

        // An operation that is over already says no more.
        session.Operations.Complete(operationSessionId);
    }

    /// <inheritdoc/>
    public ValueTask SendResultMessageAsync(
        ISocketSession session, string operationSessionId, OperationResult result, CancellationToken cancellationToken = default) =>
        protocol.SendResultMessageAsync(session, operationSessionId, result, cancellationToken);

    /// <inheritdoc/>
    public ValueTask SendCompleteMessageAsync(ISocketSession session, string operationSessionId, CancellationToken cancellationToken = default) =>
        protocol.SendCompleteMessageAsync(session, operationSessionId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask SendKeepAliveMessageAsync(ISocketSession session, CancellationToken cancellationToken = default) =>
        protocol.SendKeepAliveMessageAsync(session, cancellationToken);

    /// <inheritdoc/>
    public ValueTask OnReceiveAsync(ISocketSession session, ReadOnlySequence<byte> message, CancellationToken cancellationToken = default) =>
        protocol.OnReceiveAsync(session, message, cancellationToken);

    /// <inheritdoc/>
    public ValueTask OnConnectionInitTimeoutAsync(ISocketSession session, CancellationToken cancellationToken = default) =>
        protocol.OnConnectionInitTimeoutAsync(session, cancellationToken);
}
