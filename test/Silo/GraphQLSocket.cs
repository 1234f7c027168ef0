using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace OrleansCommerce.Silo.Tests;

/// <summary>A client's socket that says what it is told to, right or wrong.</summary>
internal sealed class GraphQLSocket : IDisposable
{
    // Far beyond what an answer takes on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket;

    private GraphQLSocket(ClientWebSocket socket) => _socket = socket;

    /// <summary>Opens one.</summary>
    /// <exception cref="WebSocketException">The host answered otherwise than with a socket.</exception>
    public static async Task<GraphQLSocket> OpenAsync(
        RunningSilo silo, string subprotocol = "graphql-transport-ws", params (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(subprotocol);
        foreach (var (name, value) in headers)
        {
            socket.Options.SetRequestHeader(name, value);
        }

        try
        {
            await socket.ConnectAsync(new UriBuilder(silo.Http.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri, CancellationToken.None);
            return new GraphQLSocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A socket over which operations may be sent.</summary>
    public static async Task<GraphQLSocket> InitialisedAsync(RunningSilo silo)
    {
        var socket = await OpenAsync(silo);
        await socket.SayAsync(new { type = "connection_init" });
        Assert.Contains("connection_ack", await socket.HearAsync(), StringComparison.Ordinal);
        return socket;
    }

    public Task SayAsync(object message) =>
        _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public Task SubscribeAsync(string id, string query) => SayAsync(new { id, type = "subscribe", payload = new { query } });

    /// <summary>The next message; a close is its code.</summary>
    public async Task<string> HearAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[16 * 1024];
        var received = await _socket.ReceiveAsync(buffer, patience.Token);
        return received.MessageType == WebSocketMessageType.Close
            ? $"{(int?)received.CloseStatus}"
            : Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    /// <summary>The next message about the operation.</summary>
    public async Task<string> HearAsync(string id)
    {
        string message;
        do
        {
            message = await HearAsync();
        }
        while (!message.Contains($"\"id\":\"{id}\"", StringComparison.Ordinal));
        return message;
    }

    /// <summary>Closes the socket; gives the code with which the host closes it as well.</summary>
    /// <exception cref="WebSocketException">The host dropped the connection.</exception>
    public async Task<string> CloseAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        return $"{(int?)_socket.CloseStatus}";
    }

    public void Dispose() => _socket.Dispose();
}
