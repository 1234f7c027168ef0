using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Http;

/// <summary>Reads GraphQL requests from HTTP requests.</summary>
internal static class RequestReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The request of a query string.</summary>
    /// <exception cref="HttpFault">There is none.</exception>
    public static GraphQLRequest FromQueryString(IQueryCollection query)
    {
        return Request(
            Single(query, "query"),
            query["operationName"],
            Parameter(query, "variables"),
            Single(query, "documentId"),
            Parameter(query, "extensions"));
    }

    /// <summary>The JSON of a POST; the caller disposes of it.</summary>
    /// <exception cref="HttpFault">It is no JSON, or too long.</exception>
    public static async Task<JsonDocument> BodyAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentType is not "application/json" && !IsJson(request.ContentType))
        {
            throw new HttpFault(
                StatusCodes.Status415UnsupportedMediaType,
                "The Content-Type must be application/json, in UTF-8.",
                ErrorCode.UnsupportedMediaType);
        }

        if (request.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        return await ReadAsync(request.BodyReader, maxBytes, request.HttpContext.RequestAborted);
    }

    /// <summary>The request in a JSON object.</summary>
    /// <exception cref="HttpFault">There is none.</exception>
    public static GraphQLRequest FromJson(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw BadRequest("The body must be a JSON object.");
        }

        return Request(
            Text(body, "query"),
            Text(body, "operationName"),
            Map(body, "variables"),
            Text(body, "documentId"),
            Map(body, "extensions"));
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (type.Charset.Length == 0 || type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static GraphQLRequest Request(
        string? query,
        string? operationName,
        JsonElement? variables,
        string? documentId,
        JsonElement? extensions)
    {
        var hash = Sha256Hash(extensions);
        if (string.IsNullOrEmpty(documentId))
        {
            return string.IsNullOrEmpty(query) && hash is null
                ? throw BadRequest("The request needs a \"query\" or a \"documentId\".")
                : new GraphQLRequest(query ?? "", operationName, variables, Sha256Hash: hash);
        }

        return string.IsNullOrEmpty(query) && hash is null
            ? new GraphQLRequest("", operationName, variables, documentId)
            : throw BadRequest("A request has either a \"query\" or a \"documentId\".");
    }

    /// <summary>What Apollo's protocol of automatic persisted queries calls the document.</summary>
    private static string? Sha256Hash(JsonElement? extensions)
    {
        if (extensions is not { } given || !given.TryGetProperty("persistedQuery", out var persisted) || persisted.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return persisted.ValueKind == JsonValueKind.Object
            && persisted.TryGetProperty("version", out var version)
            && version.ValueKind == JsonValueKind.Number
            && version.TryGetInt32(out var number)
            && number == 1
            && Text(persisted, "sha256Hash") is { Length: > 0 } hash
            ? hash
            : throw BadRequest("\"extensions.persistedQuery\" needs version 1 and a \"sha256Hash\".");
    }

    private static async Task<JsonDocument> ReadAsync(PipeReader reader, int maxBytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > maxBytes)
            {
                throw TooLarge(maxBytes);
            }

            if (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                // The pipe's memory is given back below, and the document outlives it.
                return JsonDocument.Parse(read.Buffer.ToArray(), Strict);
            }
            catch (JsonException fault)
            {
                throw BadRequest(
                    fault.LineNumber is { } line
                        ? $"The body is no JSON: line {line + 1}, byte {fault.BytePositionInLine + 1}."
                        : "The body has an object in which a member comes twice.");
            }
            finally
            {
                reader.AdvanceTo(read.Buffer.End);
            }
        }
    }

    private static string? Text(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            return value.ValueKind == JsonValueKind.String ? JsonText.Of(value) : throw BadRequest($"\"{name}\" must be a string.");
        }
        catch (CoercionException)
        {
            throw BadRequest($"\"{name}\" must be a string of Unicode characters.");
        }
    }

    private static JsonElement? Map(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Object ? value : throw BadRequest($"\"{name}\" must be a JSON object.");
    }

    private static string? Single(IQueryCollection query, string name) =>
        query[name].Count <= 1 ? query[name].ToString() : throw BadRequest($"The query string has \"{name}\" more than once.");

    private static JsonElement? Parameter(IQueryCollection query, string name)
    {
        if (string.IsNullOrEmpty(query[name]))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(query[name].ToString(), Strict);
            return json.RootElement.ValueKind switch
            {
                JsonValueKind.Object => json.RootElement.Clone(),
                JsonValueKind.Null => null,
                _ => throw BadRequest($"\"{name}\" must be a JSON object."),
            };
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw BadRequest($"\"{name}\" is no JSON.");
        }
    }

    private static HttpFault BadRequest(string message) => new(StatusCodes.Status400BadRequest, message, ErrorCode.BadRequest);

    private static HttpFault TooLarge(int maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge,
        $"The body is longer than {maxBytes} bytes.",
        ErrorCode.PayloadTooLarge);
}
