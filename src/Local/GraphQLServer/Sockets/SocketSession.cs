using System.Net.WebSockets;
using System.Text.Json;
using HotChocolate.AspNetCore.Subscriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Http;
using OrleansCommerce.Local.GraphQLServer.Subscriptions;

namespace OrleansCommerce.Local.GraphQLServer.Sockets;

/// <summary>One client's socket, as the protocol graphql-transport-ws has it: messages are taken in their order, operations run at once.</summary>
internal sealed partial class SocketSession(
    HttpContext http,
    WebSocket socket,
    SocketServices services,
    SubscriptionQuota quota,
    ILogger logger,
    CancellationToken stopping) : ISocketSession, ISocketConnection, IDisposable
{
    // A client that opens a socket has its token at hand.
    private static readonly TimeSpan InitialisationPatience = TimeSpan.FromSeconds(10);

    // A client that does not answer the server's close is cut off.
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(5);

    // A request is not for several threads at once: what the loop needs of it is taken at the start, and operations look at it in turn.
    private readonly string _connection = http.Connection.Id;
    private readonly CancellationToken _aborted = http.RequestAborted;
    private readonly Lock _request = new();
    private readonly SocketWriter _writer = new(socket, services.Time, http.RequestAborted);
    private readonly SocketReader _reader = new(socket, services.Setup.Limits.MaxBodyBytes);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (SocketOperation Operation, Task Running)> _operations = new(StringComparer.Ordinal);
    private Task<JsonDocument?> _reading = Task.FromResult<JsonDocument?>(null);
    private bool _initialised;
    private bool _acknowledged;

    public ISocketConnection Connection => this;

    public HttpContext HttpContext => http;

    /// <summary>Serves the client until one side closes.</summary>
    public async Task RunAsync()
    {
        var (code, reason) = (WebSocketCloseStatus.NormalClosure, "");
        try
        {
            await TakeMessagesAsync();
        }
        catch (SocketFault fault)
        {
            (code, reason) = (fault.Code, fault.Message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            (code, reason) = (WebSocketCloseStatus.EndpointUnavailable, "The host stops.");
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The client left without a word.
        }

        await EndOperationsAsync(code != WebSocketCloseStatus.EndpointUnavailable);
        await CloseAsync(code, reason);
    }

    public void Dispose() => _writer.Dispose();

    private async Task TakeMessagesAsync()
    {
        var opened = services.Time.GetTimestamp();
        while (true)
        {
            // The read itself is never cancelled before its time: that would abort the socket, and its close code with it.
            _reading = _reader.ReadAsync(_aborted);
            try
            {
                await _reading.WaitAsync(Patience(opened), services.Time, stopping);
            }
            catch (TimeoutException)
            {
                throw new SocketFault(CloseCode.InitialisationTimeout, "Connection initialisation timeout");
            }

            using var message = await _reading;
            if (message is null)
            {
                return;
            }

            await TakeAsync(ClientMessage.Read(message.RootElement));
        }
    }

    private TimeSpan Patience(long opened)
    {
        if (_acknowledged)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var left = InitialisationPatience - services.Time.GetElapsedTime(opened);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private async Task TakeAsync(ClientMessage message)
    {
        switch (message.Type)
        {
            case "connection_init":
                await InitialiseAsync(message);
                break;
            case "ping":
                await _writer.PongAsync(message.Payload);
                break;
            case "pong":
                break;
            case "subscribe":
                await SubscribeAsync(message);
                break;
            case "complete":
                await CompleteAsync(message.Id ?? throw new SocketFault(CloseCode.InvalidMessage, "A complete has an id."));
                break;
            default:
                throw new SocketFault(CloseCode.InvalidMessage, $"There is no message of the type {message.Type}.");
        }
    }

    private async Task InitialiseAsync(ClientMessage message)
    {
        if (_initialised)
        {
            throw new SocketFault(CloseCode.TooManyInitialisations, "Too many initialisation requests");
        }

        _initialised = true;
        var status = await services.Interceptor.OnConnectAsync(this, message, _aborted);
        if (!status.Accepted)
        {
            throw new SocketFault(CloseCode.Forbidden, status.Message);
        }

        _acknowledged = true;
        await _writer.AcknowledgeAsync();
    }

    private async Task SubscribeAsync(ClientMessage message)
    {
        if (!_acknowledged)
        {
            throw new SocketFault(CloseCode.Unauthorized, "Unauthorized");
        }

        if (message.Id is not { Length: > 0 } id || message.Payload is not { } payload)
        {
            throw new SocketFault(CloseCode.InvalidMessage, "A subscribe has an id and a payload.");
        }

        if (IsOpen(id))
        {
            throw new SocketFault(CloseCode.SubscriberExists, $"Subscriber for {id} already exists");
        }

        GraphQLRequest request;
        try
        {
            request = RequestReader.FromJson(payload);
        }
        catch (HttpFault fault)
        {
            throw new SocketFault(CloseCode.InvalidMessage, fault.Message);
        }

        if (quota.Take(_connection, out var refusal) is not { } place)
        {
            await _writer.ErrorAsync(id, [Errors.Of(quota.Describe(refusal), ErrorCode.TooManySubscriptions)]);
            return;
        }

        var prepared = services.Executor.Prepare(request);
        var operation = new SocketOperation(id, this, _request, services, _writer, stopping);
        lock (_gate)
        {
            // Begun within the lock, so that it cannot be over before it is noted.
            _operations[id] = (operation, RunAsync(id, operation, prepared, place));
        }
    }

    private async Task RunAsync(string id, SocketOperation operation, PreparedRequest request, IDisposable place)
    {
        // The loop goes on with the next message.
        await Task.Yield();
        try
        {
            await operation.RunAsync(request);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The socket is gone, and the loop that reads it finds out as well.
        }
        catch (Exception fault)
        {
            OperationFailed(logger, fault);
            http.Abort();
        }
        finally
        {
            place.Dispose();
            lock (_gate)
            {
                _operations.Remove(id);
            }

            operation.Dispose();
        }
    }

    private bool IsOpen(string id)
    {
        lock (_gate)
        {
            return _operations.ContainsKey(id);
        }
    }

    // An operation that is not there has ended by itself meanwhile.
    private async Task CompleteAsync(string id)
    {
        (SocketOperation Operation, Task Running) open;
        lock (_gate)
        {
            if (!_operations.TryGetValue(id, out open))
            {
                return;
            }
        }

        await open.Operation.CompleteAsync();

        // The id is free again with the next message.
        await open.Running;
    }

    private async Task EndOperationsAsync(bool cancel)
    {
        List<(SocketOperation Operation, Task Running)> open;
        lock (_gate)
        {
            open = [.. _operations.Values];
        }

        // When the host stops they end by themselves, and tell the client.
        foreach (var (operation, _) in cancel ? open : [])
        {
            await operation.CompleteAsync();
        }

        await Task.WhenAll(open.Select(o => o.Running));
    }

    private async Task CloseAsync(WebSocketCloseStatus code, string reason)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await _writer.CloseAsync(code, reason);
        }

        using var patience = new CancellationTokenSource(ClosePatience, services.Time);
        while (socket.State == WebSocketState.CloseSent)
        {
            // What the client sends before it has read the close is of no use any more.
            try
            {
                if (_reading.IsCompleted)
                {
                    _reading = _reader.ReadAsync(_aborted);
                }

                using var late = await _reading.WaitAsync(patience.Token);
            }
            catch (SocketFault)
            {
            }
            catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
            {
                http.Abort();
                return;
            }
        }
    }

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "An operation of a socket failed outside its resolvers")]
    private static partial void OperationFailed(ILogger logger, Exception fault);
}
