using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Execution;

namespace OrleansCommerce.Local.GraphQLServer.Sockets;

/// <summary>Sends the server's messages, one after the other. Who sends waits until the client has room for it.</summary>
internal sealed class SocketWriter(WebSocket socket, TimeProvider time, CancellationToken aborted) : IDisposable
{
    // Of a close frame's 125 bytes two are the code.
    private const int MaxReasonBytes = 123;

    // A client that stopped reading does not read the close either.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task AcknowledgeAsync() => SendAsync("connection_ack", null, null);

    public Task PongAsync(JsonElement? payload) => SendAsync("pong", null, payload is { } given ? given.WriteTo : null);

    public Task NextAsync(string id, ExecutionResult result) => SendAsync("next", id, json => ResultWriter.Write(json, result));

    public Task CompleteAsync(string id) => SendAsync("complete", id, null);

    public Task ErrorAsync(string id, IEnumerable<IError> errors) => SendAsync("error", id, json =>
    {
        json.WriteStartArray();
        foreach (var error in errors)
        {
            ResultWriter.Write(json, error);
        }

        json.WriteEndArray();
    });

    /// <summary>Says farewell; a client that does not take it is cut off.</summary>
    public async Task CloseAsync(WebSocketCloseStatus code, string reason)
    {
        using var patience = new CancellationTokenSource(Farewell, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, aborted);
        try
        {
            await _turn.WaitAsync(either.Token);
            try
            {
                await socket.CloseOutputAsync(code, Shorten(reason), either.Token);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException)
        {
            socket.Abort();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task SendAsync(string type, string? id, Action<Utf8JsonWriter>? payload)
    {
        var message = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(message, ResultWriter.Options))
        {
            json.WriteStartObject();
            if (id is not null)
            {
                json.WriteString("id"u8, id);
            }

            json.WriteString("type"u8, type);
            if (payload is not null)
            {
                json.WritePropertyName("payload"u8);
                payload(json);
            }

            json.WriteEndObject();
        }

        await _turn.WaitAsync(aborted);
        try
        {
            await socket.SendAsync(message.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, aborted);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static string Shorten(string reason)
    {
        var bytes = 0;
        var characters = 0;
        foreach (var rune in reason.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxReasonBytes)
            {
                break;
            }

            characters += rune.Utf16SequenceLength;
        }

        return reason[..characters];
    }
}
