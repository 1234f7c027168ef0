using HotChocolate.AspNetCore.Subscriptions;

namespace OrleansCommerce.Silo;

/// <summary>How a socket is refused.</summary>
internal static class SocketRefusal
{
    /// <summary>The server closes it with the protocol's code, 4403.</summary>
    public static ValueTask<ConnectionStatus> RefuseAsync(this ISocketSession session, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<ConnectionStatus>(ConnectionStatus.Reject(reason));
    }
}
