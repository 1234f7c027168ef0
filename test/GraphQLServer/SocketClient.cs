using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace OrleansCommerce.GraphQLServer.Tests;

/// <summary>A client that says just what a test wants it to say.</summary>
internal sealed class SocketClient : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();

    public WebSocketCloseStatus? Closed => _socket.CloseStatus;

    public string? Reason => _socket.CloseStatusDescription;

    /// <summary>Opens a socket, and says nothing yet.</summary>
    public static async Task<SocketClient> OpenAsync(Server server, string? subprotocol = "graphql-transport-ws")
    {
        var client = new SocketClient();
        if (subprotocol is not null)
        {
            client._socket.Options.AddSubProtocol(subprotocol);
        }

        await client._socket.ConnectAsync(server.SocketAddress, CancellationToken.None);
        return client;
    }

    /// <summary>Opens a socket that may be used.</summary>
    public static async Task<SocketClient> ConnectAsync(Server server)
    {
        var client = await OpenAsync(server);
        await client.SayAsync("""{"type":"connection_init"}""");
        Assert.Equal("""{"type":"connection_ack"}""", await client.HearAsync());
        return client;
    }

    public Task SayAsync(string message, WebSocketMessageType type = WebSocketMessageType.Text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message), type, endOfMessage: true, CancellationToken.None);

    public Task SubscribeAsync(string id, string query) =>
        SayAsync(JsonSerializer.Serialize(new { id, type = "subscribe", payload = new { query } }));

    /// <summary>The next message; null when the server has closed.</summary>
    public async Task<string?> HearAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[4096];
        using var message = new MemoryStream();
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
                return null;
            }

            await message.WriteAsync(buffer.AsMemory(0, received.Count));
            if (received.EndOfMessage)
            {
                return Encoding.UTF8.GetString(message.ToArray());
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
