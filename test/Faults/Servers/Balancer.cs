using System.Net;
using System.Net.Sockets;

namespace OrleansCommerce.Faults.Tests.Servers;

/// <summary>
/// One address for all silos. Each connection goes to a silo that said it was ready, and ends with it; which one, is drawn anew for each.
/// </summary>
internal sealed class Balancer : IDisposable
{
    private readonly FaultCluster _cluster;
    private readonly Random _random = new(0);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();

    /// <summary>Begins to carry.</summary>
    public Balancer(FaultCluster cluster)
    {
        _cluster = cluster;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    /// <summary>Where clients connect to.</summary>
    public Uri Address { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = CarryAsync(client, _cluster.Choose(_random).Address);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient client, Uri silo)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await server.ConnectAsync(silo.Host, silo.Port, _end.Token);
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(server.GetStream(), _end.Token), server.GetStream().CopyToAsync(client.GetStream(), _end.Token));
            }
            catch (Exception broken) when (broken is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // Either end has gone; both connections close.
            }
        }
    }
}
