using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.AspNetCore.Subscriptions.Protocols;

namespace OrleansCommerce.Silo;

/// <summary>How a socket is refused.</summary>
internal static class SocketRefusal
{
    private const int Forbidden = 4403;

    /// <summary>Closes the socket with the protocol's code for it; HotChocolate would close it with another.</summary>
    public static async ValueTask<ConnectionStatus> RefuseAsync(this ISocketSession session, string reason, CancellationToken cancellationToken)
    {
        await session.Connection.CloseAsync(reason, Forbidden, cancellationToken);
        return ConnectionStatus.Reject(reason);
    }
}
