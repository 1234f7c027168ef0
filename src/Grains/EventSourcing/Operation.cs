using System.Security.Cryptography;
using System.Text.Json;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>A caller's idempotency key, with a fingerprint of the input that came with it. Carried by the event that the operation caused.</summary>
/// <param name="Id">As given, 1 to 100 characters.</param>
/// <param name="Fingerprint">16 hexadecimal digits of the input's SHA-256.</param>
public sealed record Operation(string Id, string Fingerprint)
{
    /// <summary>The longest operation id, in characters. A UUID has 36; the rest is room for a caller's own scheme.</summary>
    public const int IdLengthMax = 100;

    /// <summary>Stamps an input. The input's properties, in their order, make the fingerprint; the id is one of them.</summary>
    public static Operation Of<TInput>(string id, TInput input) =>
        new(id, Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input, EventJson.Options)), 0, 8));
}
