using System.Text.Json;
using HotChocolate.AspNetCore.Subscriptions.Protocols;

namespace OrleansCommerce.Local.GraphQLServer.Sockets;

/// <summary>A message of a client.</summary>
/// <param name="Type">One of the protocol's names.</param>
/// <param name="Id">Of the operation; null where the message is of none.</param>
/// <param name="Payload">Valid as long as the message's JSON.</param>
internal sealed record ClientMessage(string Type, string? Id, JsonElement? Payload) : IOperationMessagePayload
{
    /// <summary>The message in a JSON text.</summary>
    /// <exception cref="SocketFault">It is none.</exception>
    public static ClientMessage Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new SocketFault(CloseCode.InvalidMessage, "A message is a JSON object.");
        }

        var type = Text(json, "type") ?? throw new SocketFault(CloseCode.InvalidMessage, "A message has a type.");
        var payload = json.TryGetProperty("payload", out var given) && given.ValueKind != JsonValueKind.Null ? given : (JsonElement?)null;
        return new ClientMessage(type, Text(json, "id"), payload);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
