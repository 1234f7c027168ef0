using System.Net.WebSockets;

namespace OrleansCommerce.Silo;

/// <summary>A socket that ends when a message of its client is longer than it may be, and that answers its client's close.</summary>
internal sealed class LimitedSocket(WebSocket socket, int maxBytes) : WebSocket
{
    // A client that does not answer the server's close is cut off.
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(5);

    // Of the message that is being read. There is one reader.
    private long _length;

    /// <inheritdoc/>
    public override WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    /// <inheritdoc/>
    public override string? CloseStatusDescription => socket.CloseStatusDescription;

    /// <inheritdoc/>
    public override string? SubProtocol => socket.SubProtocol;

    /// <inheritdoc/>
    public override WebSocketState State => socket.State;

    /// <summary>Closes the socket, and reads what the client had sent before it has heard of it: its system would lose the close otherwise.</summary>
    public async Task EndAsync(WebSocketCloseStatus code, string reason)
    {
        using var patience = new CancellationTokenSource(ClosePatience);
        var late = new byte[1024];
        try
        {
            await socket.CloseOutputAsync(code, reason, patience.Token);
            while (socket.State == WebSocketState.CloseSent)
            {
                await socket.ReceiveAsync(late.AsMemory(), patience.Token);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var received = await socket.ReceiveAsync(buffer, cancellationToken);
        _length += received.Count;
        if (_length > maxBytes)
        {
            var reason = $"A message is no longer than {maxBytes} bytes.";
            await EndAsync(WebSocketCloseStatus.MessageTooBig, reason);
            throw new WebSocketException(reason);
        }

        if (received.EndOfMessage)
        {
            _length = 0;
        }

        // HotChocolate takes a socket for closed that its client closes, and would drop the connection without a word.
        if (socket.State == WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        }

        return received;
    }

    /// <inheritdoc/>
    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var received = await ReceiveAsync(buffer.AsMemory(), cancellationToken);
        return new WebSocketReceiveResult(received.Count, received.MessageType, received.EndOfMessage, CloseStatus, CloseStatusDescription);
    }

    /// <inheritdoc/>
    public override ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        socket.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    /// <inheritdoc/>
    public override Task SendAsync(
        ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        socket.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    /// <inheritdoc/>
    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        socket.CloseAsync(closeStatus, statusDescription, cancellationToken);

    /// <inheritdoc/>
    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        socket.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    /// <inheritdoc/>
    public override void Abort() => socket.Abort();

    /// <inheritdoc/>
    public override void Dispose() => socket.Dispose();
}
