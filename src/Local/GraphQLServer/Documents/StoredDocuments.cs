using System.Security.Cryptography;
using System.Text;
using HotChocolate;
using Microsoft.Extensions.Caching.Memory;
using OrleansCommerce.Local.GraphQLServer.Execution;

namespace OrleansCommerce.Local.GraphQLServer.Documents;

/// <summary>
/// Finds the document that a request means: the one that it sends, a trusted one by its id, or one that a client has stored
/// under its SHA-256 (Apollo's protocol of automatic persisted queries).
/// </summary>
internal sealed class StoredDocuments(StoredDocumentOptions options) : IDisposable
{
    private const string Sha256Prefix = "sha256:";

    // Of all stored documents together; the longest is as long as the document cache takes.
    private const int MaxCharacters = 8 * 1024 * 1024;
    private const int MaxDocumentCharacters = 32 * 1024;

    private readonly MemoryCache _persisted = new(new MemoryCacheOptions { SizeLimit = MaxCharacters });

    /// <summary>The document's text.</summary>
    /// <param name="request">Names or has it.</param>
    /// <param name="refusal">Why there is none.</param>
    public string? Find(GraphQLRequest request, out IError? refusal)
    {
        var (source, code, message) = Find(request);
        refusal = source is null ? Errors.Of(message, code) : null;
        return source;
    }

    /// <summary>Keeps the document of a request that was found valid, where the request gave its SHA-256.</summary>
    public void Keep(GraphQLRequest request)
    {
        if (request is not { Sha256Hash: { } hash, Query.Length: > 0 and <= MaxDocumentCharacters }
            || !options.AutomaticPersistedQueries
            || options.OnlyTrusted)
        {
            return;
        }

        _persisted.Set(Normal(hash), request.Query, new MemoryCacheEntryOptions { Size = request.Query.Length });
    }

    public void Dispose() => _persisted.Dispose();

    private (string? Source, string Code, string Message) Find(GraphQLRequest request)
    {
        if (request.DocumentId is { } id)
        {
            return Trusted(id) is { } trusted
                ? (trusted, "", "")
                : (null, ErrorCode.DocumentNotFound, $"There is no trusted document with the id \"{id}\".");
        }

        if (options.OnlyTrusted)
        {
            return request switch
            {
                { Sha256Hash: { } known } when Trusted(known) is { } trusted => (trusted, "", ""),
                { Query.Length: 0 } => (null, ErrorCode.PersistedQueryNotSupported, "PersistedQueryNotSupported"),
                _ => (null, ErrorCode.DocumentNotTrusted, "Only trusted documents are executed: send a documentId."),
            };
        }

        return request.Sha256Hash is { } hash && options.AutomaticPersistedQueries
            ? Persisted(request.Query, hash)
            : request.Query.Length > 0
                ? (request.Query, "", "")
                : (null, ErrorCode.PersistedQueryNotSupported, "PersistedQueryNotSupported");
    }

    private (string? Source, string Code, string Message) Persisted(string query, string hash)
    {
        if (query.Length > 0)
        {
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query))) == Normal(hash)
                ? (query, "", "")
                : (null, ErrorCode.BadRequest, "The query's SHA-256 is not the sha256Hash.");
        }

        return (Trusted(hash) ?? _persisted.Get<string>(Normal(hash))) is { } stored
            ? (stored, "", "")
            : (null, ErrorCode.PersistedQueryNotFound, "PersistedQueryNotFound");
    }

    // The draft writes a hash as "sha256:…", manifests often without the prefix.
    private string? Trusted(string id) =>
        options.Trusted.GetValueOrDefault(id)
        ?? (id.StartsWith(Sha256Prefix, StringComparison.Ordinal)
            ? options.Trusted.GetValueOrDefault(id[Sha256Prefix.Length..])
            : options.Trusted.GetValueOrDefault(Sha256Prefix + id));

    private static string Normal(string hash) => hash.ToLowerInvariant();
}
