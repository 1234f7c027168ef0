using System.Net;
using System.Net.Sockets;

namespace OrleansCommerce.EndToEnd.Tests.Crash;

/// <summary>
/// A free port that stays free while its server is dead: one below those that the system hands out to clients (from 32768 on), of
/// which one could be taken meanwhile, even by a client that asks for the dead server.
/// </summary>
internal static class LastingPort
{
    private const int First = 12_000;
    private const int Count = 20_000;

    // Test processes that run at once begin at different places.
    private static int _next = Environment.ProcessId * 31;

    public static int Find()
    {
        for (var attempt = 0; attempt < Count; attempt++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }

        throw new InvalidOperationException("No port is free.");
    }
}
