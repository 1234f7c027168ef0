using System.Net.WebSockets;

namespace OrleansCommerce.Local.GraphQLServer.Sockets;

/// <summary>Why the server closes a socket: the codes of the graphql-transport-ws protocol.</summary>
internal static class CloseCode
{
    public const WebSocketCloseStatus InvalidMessage = (WebSocketCloseStatus)4400;
    public const WebSocketCloseStatus Unauthorized = (WebSocketCloseStatus)4401;
    public const WebSocketCloseStatus Forbidden = (WebSocketCloseStatus)4403;
    public const WebSocketCloseStatus SubprotocolNotAcceptable = (WebSocketCloseStatus)4406;
    public const WebSocketCloseStatus InitialisationTimeout = (WebSocketCloseStatus)4408;
    public const WebSocketCloseStatus SubscriberExists = (WebSocketCloseStatus)4409;
    public const WebSocketCloseStatus TooManyInitialisations = (WebSocketCloseStatus)4429;
}

/// <summary>The client broke the protocol, or may not go on: the socket is closed with the code and reason given.</summary>
internal sealed class SocketFault(WebSocketCloseStatus code, string reason) : Exception(reason)
{
    public WebSocketCloseStatus Code => code;
}
