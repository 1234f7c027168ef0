using System.Net.Sockets;

namespace OrleansCommerce.Faults.Tests.Servers;

/// <summary>
/// The way of one silo to PostgreSQL, which can be cut: connections stay open and carry nothing, as when a cable is pulled. What was
/// sent meanwhile arrives when it is mended.
/// </summary>
internal sealed class Relay : IDisposable
{
    private readonly string _server;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private TaskCompletionSource _open = new();

    /// <summary>Begins to carry.</summary>
    /// <param name="server">The socket of the server.</param>
    public Relay(string server)
    {
        _server = server;
        Folder = Directory.CreateTempSubdirectory("pgr-").FullName;
        _open.SetResult();
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(Folder, Path.GetFileName(server))));
        _listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>The folder of the socket to connect to.</summary>
    public string Folder { get; }

    /// <summary>From now on nothing goes through.</summary>
    public void Cut() => Volatile.Write(ref _open, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Everything goes through again.</summary>
    public void Mend() => Volatile.Read(ref _open).TrySetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        Mend();
        _listener.Dispose();
        _end.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await _listener.AcceptAsync(_end.Token));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                await Volatile.Read(ref _open).Task.WaitAsync(_end.Token);
                await server.ConnectAsync(new UnixDomainSocketEndPoint(_server), _end.Token);
                await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
            }
            catch (Exception broken) when (broken is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Either end has gone; both connections close.
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int length;
            while ((length = await from.ReceiveAsync(buffer, _end.Token)) > 0)
            {
                await Volatile.Read(ref _open).Task.WaitAsync(_end.Token);
                for (var sent = 0; sent < length;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, length - sent), _end.Token);
                }
            }
        }
        catch (Exception broken) when (broken is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Either end has gone; the other is closed with it.
        }
    }
}
