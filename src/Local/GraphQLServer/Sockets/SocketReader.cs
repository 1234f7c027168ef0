using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace OrleansCommerce.Local.GraphQLServer.Sockets;

/// <summary>Reads the client's messages.</summary>
internal sealed class SocketReader(WebSocket socket, int maxBytes)
{
    // Most messages fit; idle sockets keep no more than this.
    private const int ChunkBytes = 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly byte[] _chunk = new byte[ChunkBytes];

    /// <summary>The next message.</summary>
    /// <returns>Its JSON, which the caller disposes of; null when the client has closed.</returns>
    /// <exception cref="SocketFault">It is no JSON text, or too long.</exception>
    /// <exception cref="WebSocketException">The connection is gone.</exception>
    public async Task<JsonDocument?> ReadAsync(CancellationToken cancellationToken)
    {
        var message = new ArrayBufferWriter<byte>();
        while (true)
        {
            var received = await socket.ReceiveAsync(_chunk.AsMemory(), cancellationToken);
            switch (received.MessageType)
            {
                case WebSocketMessageType.Close:
                    return null;
                case WebSocketMessageType.Binary:
                    throw new SocketFault(CloseCode.InvalidMessage, "A message is text.");
            }

            if (message.WrittenCount + received.Count > maxBytes)
            {
                throw new SocketFault(WebSocketCloseStatus.MessageTooBig, $"A message is no longer than {maxBytes} bytes.");
            }

            message.Write(_chunk.AsSpan(0, received.Count));
            if (received.EndOfMessage)
            {
                return Parse(message);
            }
        }
    }

    private static JsonDocument Parse(ArrayBufferWriter<byte> message)
    {
        try
        {
            return JsonDocument.Parse(message.WrittenMemory, Strict);
        }
        catch (JsonException)
        {
            throw new SocketFault(CloseCode.InvalidMessage, "A message is JSON.");
        }
    }
}
