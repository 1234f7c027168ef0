using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace OrleansCommerce.Silo;

/// <summary>What is refused before HotChocolate reads a request, with the codes of the embedded server.</summary>
internal sealed class RequestChecks(PathString path, GraphQLLimits limits)
{
    private static readonly string[] Parameters = ["query", "documentId", "id", "extensions", "sdl"];

    /// <summary>Media types of one answer alone.</summary>
    private static readonly string[] Alone = ["application/json", "application/graphql-response+json", "application/*"];

    /// <summary>Refuses the request, or lets it pass.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != path
            || context.WebSockets.IsWebSocketRequest
            || !await (HttpMethods.IsGet(context.Request.Method) ? RefusesGetAsync(context)
                : HttpMethods.IsPost(context.Request.Method) ? RefusesPostAsync(context)
                : RefuseMethodAsync(context)))
        {
            await next(context);
        }
    }

    private static async Task<bool> RefuseMethodAsync(HttpContext context)
    {
        context.Response.Headers.Allow = "GET, POST";
        await context.Response.RefuseAsync(StatusCodes.Status405MethodNotAllowed, ServerCodes.MethodNotAllowed, "GraphQL is asked by GET or POST.");
        return true;
    }

    private static async Task<bool> RefusesGetAsync(HttpContext context)
    {
        if (Parameters.Any(context.Request.Query.ContainsKey))
        {
            // As in the draft of GraphQL over HTTP; HotChocolate knows the parameter by an older name.
            if (context.Request.Query.TryGetValue("documentId", out var id) && !context.Request.Query.ContainsKey("id"))
            {
                context.Request.QueryString = context.Request.QueryString.Add("id", id.ToString());
            }

            return false;
        }

        await context.Response.RefuseAsync(StatusCodes.Status400BadRequest, ServerCodes.BadRequest, "The request needs a \"query\" or a \"documentId\".");
        return true;
    }

    private async Task<bool> RefusesPostAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!IsJson(request.ContentType))
        {
            await response.RefuseAsync(
                StatusCodes.Status415UnsupportedMediaType, ServerCodes.UnsupportedMediaType, "The Content-Type must be application/json, in UTF-8.");
            return true;
        }

        if (request.ContentLength > limits.MaxBodyBytes || await BufferAsync(request) is not { } body)
        {
            await response.RefuseAsync(
                StatusCodes.Status413PayloadTooLarge, ServerCodes.PayloadTooLarge, $"The body is longer than {limits.MaxBodyBytes} bytes.");
            return true;
        }

        if (BatchLength(body.GetBuffer().AsSpan(0, (int)body.Length)) is { } length && await RefusesBatchAsync(context, length))
        {
            return true;
        }

        request.Body = body;
        return false;
    }

    private async Task<bool> RefusesBatchAsync(HttpContext context, int length)
    {
        if (length > limits.MaxBatchSize)
        {
            await context.Response.RefuseAsync(
                StatusCodes.Status400BadRequest,
                ServerCodes.BatchLimitExceeded,
                limits.MaxBatchSize == 0
                    ? "The body must be a JSON object: batches are turned off."
                    : $"The batch has {length} requests; {limits.MaxBatchSize} is the most.");
            return true;
        }

        // HotChocolate writes no array, and fails when it is asked for nothing else.
        if (context.Request.GetTypedHeaders().Accept is { Count: > 0 } types && types.All(type => Alone.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)))
        {
            await context.Response.RefuseAsync(
                StatusCodes.Status406NotAcceptable, ServerCodes.NotAcceptable, "A batch is answered as multipart/mixed or application/jsonl.");
            return true;
        }

        return false;
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (type.Charset.Length == 0 || type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    // HotChocolate leaves a body that is no request half read, and the connection dies of it; a body that is too long, it takes for a fault of ours.
    private async Task<MemoryStream?> BufferAsync(HttpRequest request)
    {
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (body.Length + read > limits.MaxBodyBytes)
            {
                return null;
            }

            await body.WriteAsync(buffer.AsMemory(0, read), request.HttpContext.RequestAborted);
        }

        body.Position = 0;
        return body;
    }

    /// <summary>How many requests an array has; null for any other body.</summary>
    private static int? BatchLength(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return null;
            }

            var length = 0;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                reader.Skip();
                length++;
            }

            return length;
        }
        catch (JsonException)
        {
            // HotChocolate says what is wrong with it.
            return null;
        }
    }
}
