using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace OrleansCommerce.Load.Servers;

/// <summary>
/// A keep-alive HTTP/1.1 connection that posts JSON, one request at a time. Knows just what it needs: the load shares the machine
/// with what it measures, and a comfortable client would be a good part of what is measured.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _head;
    private byte[] _request = new byte[4 * 1024];
    private byte[] _received = new byte[16 * 1024];
    private byte[] _body = new byte[16 * 1024];
    private int _end;

    private HttpConnection(Socket socket, byte[] head) => (_socket, _head) = (socket, head);

    /// <summary>Opens one to a path of a server.</summary>
    public static async Task<HttpConnection> OpenAsync(Uri address, string token)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        var head =
            $"POST {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\n"
            + "Accept: application/json\r\nContent-Type: application/json\r\nContent-Length: ";
        return new HttpConnection(socket, Encoding.ASCII.GetBytes(head));
    }

    /// <summary>Posts; the answer's body is valid until the next call.</summary>
    /// <exception cref="InvalidOperationException">The answer is not 200, or the connection ended.</exception>
    public async Task<ReadOnlyMemory<byte>> PostAsync(string json)
    {
        await _socket.SendAsync(RequestOf(json));
        _end = 0;
        var from = await UntilAsync(0, "\r\n\r\n"u8.ToArray());
        var headers = Encoding.ASCII.GetString(_received, 0, from);
        if (!headers.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The server answered {headers}");
        }

        const string Length = "Content-Length: ";
        var at = headers.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return await ChunksAsync(from);
        }

        var length = Number(at + Length.Length, 'D');
        await FillAsync(from + length);
        return _received.AsMemory(from, length);
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private ReadOnlyMemory<byte> RequestOf(string json)
    {
        var bytes = Encoding.UTF8.GetByteCount(json);
        var length = $"{bytes}\r\n\r\n";
        var start = _head.Length + length.Length;
        if (_request.Length < start + bytes)
        {
            Array.Resize(ref _request, start + bytes);
        }

        _head.CopyTo(_request, 0);
        Encoding.ASCII.GetBytes(length, _request.AsSpan(_head.Length));
        Encoding.UTF8.GetBytes(json, _request.AsSpan(start));
        return _request.AsMemory(0, start + bytes);
    }

    private async Task<ReadOnlyMemory<byte>> ChunksAsync(int from)
    {
        var newLine = "\r\n"u8.ToArray();
        for (var written = 0; ;)
        {
            var data = await UntilAsync(from, newLine);
            var length = Number(from, 'x');
            await FillAsync(data + length + newLine.Length);
            if (length == 0)
            {
                return _body.AsMemory(0, written);
            }

            while (_body.Length < written + length)
            {
                Array.Resize(ref _body, _body.Length * 2);
            }

            _received.AsSpan(data, length).CopyTo(_body.AsSpan(written));
            written += length;
            from = data + length + newLine.Length;
        }
    }

    private int Number(int from, char format) => Utf8Parser.TryParse(_received.AsSpan(from), out int number, out _, format)
        ? number
        : throw new InvalidOperationException("The server's answer has no length.");

    // Where the mark ends.
    private async ValueTask<int> UntilAsync(int from, byte[] mark)
    {
        while (true)
        {
            var at = _received.AsSpan(from, _end - from).IndexOf(mark);
            if (at >= 0)
            {
                return from + at + mark.Length;
            }

            await FillAsync(_end + 1);
        }
    }

    private async ValueTask FillAsync(int end)
    {
        while (_end < end)
        {
            while (_received.Length < end)
            {
                Array.Resize(ref _received, _received.Length * 2);
            }

            var count = await _socket.ReceiveAsync(_received.AsMemory(_end));
            if (count == 0)
            {
                throw new InvalidOperationException("The server closed the connection.");
            }

            _end += count;
        }
    }
}
