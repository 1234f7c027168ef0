using System.Net;
using System.Net.Sockets;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>Where webhooks may go.</summary>
internal sealed class WebhookTarget(EventSettings settings)
{
    /// <summary>Characters of an address.</summary>
    public const int UrlLengthMax = 2_000;

    /// <summary>
    /// What is wrong with an address, as far as its text says; null when nothing is. What its name stands for is looked at each time when
    /// a connection is made, since that may change.
    /// </summary>
    public InvalidInput? Check(string url)
    {
        if (url.Length is 0 or > UrlLengthMax || !Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return Refuse($"must be an absolute address of 1 to {UrlLengthMax} characters.");
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !(settings.AllowPrivateTargets && uri.Scheme == Uri.UriSchemeHttp))
        {
            return Refuse("must be an https address.");
        }

        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            return Refuse("must have no user, password or fragment: the signature says who sends.");
        }

        var isPrivate = (IPAddress.TryParse(uri.DnsSafeHost, out var address) && !PublicAddresses.Contains(address)) || uri.IsLoopback;
        return isPrivate && !settings.AllowPrivateTargets ? Refuse("must be on the public network.") : null;
    }

    /// <summary>Connects to a name's address; to one that was looked at, so that a second look cannot find another.</summary>
    /// <exception cref="HttpRequestException">No address of the name is on the public network.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var allowed = settings.AllowPrivateTargets ? found : Array.FindAll(found, PublicAddresses.Contains);
        if (allowed.Length == 0)
        {
            throw new HttpRequestException("The name stands for no address of the public network.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static InvalidInput Refuse(string reason) => new("url", reason);
}
