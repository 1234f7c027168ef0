using System.Net;
using System.Net.Sockets;

namespace OrleansCommerce.Journal.Tests;

/// <summary>
/// Stands between the journal and PostgreSQL, and can cut every connection at the moment that hurts: after the server has answered
/// a statement, before the journal hears it.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<Link> _links = [];
    private readonly Task _accepting;
    private TaskCompletionSource? _cutAnswer;
    private int _cuts;
    private bool _refusing;
    private int _refused;

    public CuttingProxy(string serverSocket)
    {
        _socket = serverSocket;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that were not taken.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Cuts the connections that carry the next <paramref name="times"/> answers; completes after the last.</summary>
    public Task CutNextAnswersAsync(int times = 1)
    {
        lock (_gate)
        {
            _cuts = times;
            _cutAnswer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _cutAnswer.Task;
        }
    }

    /// <summary>Cuts every connection and takes no new one until it is called with false.</summary>
    public void Refuse(bool refuse)
    {
        lock (_gate)
        {
            _refusing = refuse;
            if (refuse)
            {
                _links.ForEach(static l => l.Cut());
                _links.Clear();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Refuse(true);
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptSocketAsync(_stop.Token);
            client.NoDelay = true;
            var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await server.ConnectAsync(new UnixDomainSocketEndPoint(_socket), _stop.Token);
            var link = new Link(client, server);
            lock (_gate)
            {
                if (_refusing)
                {
                    _refused++;
                    link.Cut();
                    continue;
                }

                _links.Add(link);
            }

            _ = PumpAsync(client, server, link, isAnswer: false);
            _ = PumpAsync(server, client, link, isAnswer: true);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Link link, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var read and > 0)
            {
                if (isAnswer && TakeCut())
                {
                    link.Cut();
                    return;
                }

                await to.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other direction, or the test, has cut the link.
        }

        link.Cut();
    }

    private bool TakeCut()
    {
        lock (_gate)
        {
            if (_cuts == 0)
            {
                return false;
            }

            if (--_cuts == 0)
            {
                _cutAnswer!.SetResult();
            }

            return true;
        }
    }

    private sealed class Link(Socket client, Socket server)
    {
        private int _cut;

        public void Cut()
        {
            if (Interlocked.Exchange(ref _cut, 1) == 0)
            {
                // Linger 0 resets the connection, as a crashed machine or a firewall does.
                client.LingerState = new LingerOption(true, 0);
                client.Dispose();
                server.Dispose();
            }
        }
    }
}
