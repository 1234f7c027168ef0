using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HotChocolate.AspNetCore.Subscriptions
{
    /// <summary>A client's socket, from the opening to the close.</summary>
    public interface ISocketSession
    {
        /// <summary>The connection.</summary>
        ISocketConnection Connection { get; }
    }

    /// <summary>The connection of a socket.</summary>
    public interface ISocketConnection
    {
        /// <summary>The request that opened it.</summary>
        HttpContext HttpContext { get; }
    }

    /// <summary>Whether a client may use its socket.</summary>
    public sealed class ConnectionStatus
    {
        private ConnectionStatus(bool accepted, string message) => (Accepted, Message) = (accepted, message);

        /// <summary>Whether it may.</summary>
        public bool Accepted { get; }

        /// <summary>Why it may not; the client reads it.</summary>
        public string Message { get; }

        /// <summary>It may.</summary>
        public static ConnectionStatus Accept() => new(true, "");

        /// <summary>It may not: the socket is closed with the code 4403.</summary>
        public static ConnectionStatus Reject(string message) => new(false, message);
    }
}

namespace HotChocolate.AspNetCore.Subscriptions.Protocols
{
    /// <summary>What a client sent with a message.</summary>
    public interface IOperationMessagePayload
    {
        /// <summary>The payload's JSON; null where there is none.</summary>
        JsonElement? Payload { get; }
    }
}
