using System.Text.Json;
using HotChocolate.Execution;
using HotChocolate.Language;
using HotChocolate.PersistedOperations;
using Microsoft.Extensions.Caching.Memory;

namespace OrleansCommerce.Silo;

/// <summary>Finds the document that a request names: a trusted one by its id, or one that a client has stored under its SHA-256.</summary>
internal sealed class StoredDocuments(StoredDocumentOptions options) : IOperationDocumentStorage, IDisposable
{
    private const string Sha256Prefix = "sha256:";

    // Of all stored documents together.
    private const int MaxBytes = 8 * 1024 * 1024;
    private const int MaxDocumentBytes = 32 * 1024;

    private readonly MemoryCache _persisted = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    /// <inheritdoc/>
    public ValueTask<IOperationDocument?> TryReadAsync(OperationDocumentId documentId, CancellationToken cancellationToken = default) =>
        new(Trusted(documentId.Value) is { } trusted
            ? new OperationDocumentSourceText(trusted)
            : _persisted.Get<byte[]>(Normal(documentId.Value)) is { } persisted ? new OperationDocumentSourceText(System.Text.Encoding.UTF8.GetString(persisted)) : null);

    /// <inheritdoc/>
    public ValueTask SaveAsync(OperationDocumentId documentId, IOperationDocument document, CancellationToken cancellationToken = default)
    {
        Keep(documentId.Value, document);
        return ValueTask.CompletedTask;
    }

    /// <summary>Keeps the document of a request that wants it kept, once it is known to be valid; the answer says nothing of it.</summary>
    public void Keep(RequestContext context)
    {
        if (options is { AutomaticPersistedQueries: true, OnlyTrusted: false }
            && context.OperationDocumentInfo.IsValidated
            && context.Request.Document is { } document
            && Sha256Hash(context.Request) is { } hash)
        {
            Keep(hash, document);
        }
    }

    /// <summary>Whether the request may not have its document executed, or names none that is known; the request is answered then.</summary>
    public bool Refuses(RequestContext context)
    {
        var request = context.Request;
        var named = request.Document is null;
        var hash = Sha256Hash(request);
        if (hash is null && Persisted(request) is not null)
        {
            context.Refuse(ServerCodes.BadRequest, "\"extensions.persistedQuery\" needs version 1 and a \"sha256Hash\".");
            return true;
        }

        if (named && context.OperationDocumentInfo.Document is null)
        {
            if (hash is null)
            {
                context.Refuse(ServerCodes.DocumentNotFound, $"There is no trusted document with the id \"{request.DocumentId.Value}\".");
            }
            else if (options is { OnlyTrusted: false, AutomaticPersistedQueries: true })
            {
                context.Refuse(ServerCodes.PersistedQueryNotFound, "PersistedQueryNotFound");
            }
            else
            {
                context.Refuse(ServerCodes.PersistedQueryNotSupported, "PersistedQueryNotSupported");
            }

            return true;
        }

        if (options.OnlyTrusted && !named && (hash is null || Trusted(hash) is null))
        {
            context.Refuse(ServerCodes.DocumentNotTrusted, "Only trusted documents are executed: send a documentId.");
            return true;
        }

        if (!named && hash is not null && options.AutomaticPersistedQueries && Normal(hash) != Normal(request.DocumentHash.Value))
        {
            context.Refuse(ServerCodes.BadRequest, "The query's SHA-256 is not the sha256Hash.");
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _persisted.Dispose();

    private void Keep(string hash, IOperationDocument document)
    {
        var bytes = document.ToArray();
        if (bytes.Length <= MaxDocumentBytes)
        {
            _persisted.Set(Normal(hash), bytes, new MemoryCacheEntryOptions { Size = bytes.Length });
        }
    }

    private static string? Sha256Hash(IOperationRequest request) =>
        Persisted(request) is { ValueKind: JsonValueKind.Object } persisted
        && persisted.TryGetProperty("version", out var version)
        && version.ValueKind == JsonValueKind.Number
        && version.TryGetInt32(out var number)
        && number == 1
        && persisted.TryGetProperty("sha256Hash", out var hash)
        && hash.ValueKind == JsonValueKind.String
            ? hash.GetString()
            : null;

    /// <summary>What the request says in Apollo's protocol of automatic persisted queries.</summary>
    private static JsonElement? Persisted(IOperationRequest request) =>
        request.Extensions?.Document.RootElement is { ValueKind: JsonValueKind.Object } extensions
        && extensions.TryGetProperty("persistedQuery", out var persisted)
        && persisted.ValueKind != JsonValueKind.Null
            ? persisted
            : null;

    // The draft writes a hash as "sha256:…", manifests often without the prefix.
    private string? Trusted(string id) =>
        options.Trusted.GetValueOrDefault(id)
        ?? (id.StartsWith(Sha256Prefix, StringComparison.Ordinal)
            ? options.Trusted.GetValueOrDefault(id[Sha256Prefix.Length..])
            : options.Trusted.GetValueOrDefault(Sha256Prefix + id));

    private static string Normal(string hash) => hash.ToLowerInvariant();
}
