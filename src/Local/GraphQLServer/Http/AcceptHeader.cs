using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace OrleansCommerce.Local.GraphQLServer.Http;

/// <summary>What a caller can read.</summary>
internal enum ResponseFormat
{
    /// <summary>None that the server writes.</summary>
    None,

    /// <summary><c>application/json</c>: the status says nothing of the request's errors.</summary>
    Json,

    /// <summary><c>application/graphql-response+json</c>: a refused request is answered 400.</summary>
    GraphQLResponse,

    /// <summary><c>text/event-stream</c>.</summary>
    EventStream,
}

/// <summary>Chooses the response's format. GraphQL over HTTP, section "Body".</summary>
internal static class AcceptHeader
{
    private const string JsonType = "application/json; charset=utf-8";
    private const string GraphQLResponseType = "application/graphql-response+json; charset=utf-8";

    public static ResponseFormat Choose(StringValues header)
    {
        if (header.Count <= 1)
        {
            // What most clients send needs not be taken apart.
            switch (header.ToString())
            {
                case "" or "application/json" or "*/*":
                    return ResponseFormat.Json;
                case "application/graphql-response+json":
                    return ResponseFormat.GraphQLResponse;
            }
        }

        return header.All(string.IsNullOrWhiteSpace) ? ResponseFormat.Json : Parse(header);
    }

    public static string MediaType(ResponseFormat format) =>
        format == ResponseFormat.GraphQLResponse ? GraphQLResponseType : JsonType;

    private static ResponseFormat Parse(StringValues header)
    {
        if (!MediaTypeHeaderValue.TryParseList(header!, out var accepted))
        {
            return ResponseFormat.None;
        }

        return accepted
            .Where(a => a.Quality != 0)
            .OrderByDescending(a => a.Quality ?? 1)
            .Select(Format)
            .FirstOrDefault(format => format != ResponseFormat.None);
    }

    private static ResponseFormat Format(MediaTypeHeaderValue accepted) => accepted.MediaType.Value?.ToLowerInvariant() switch
    {
        "application/json" or "application/*" or "*/*" => ResponseFormat.Json,
        "application/graphql-response+json" => ResponseFormat.GraphQLResponse,
        "text/event-stream" => ResponseFormat.EventStream,
        _ => ResponseFormat.None,
    };
}
