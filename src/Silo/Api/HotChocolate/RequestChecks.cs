namespace OrleansCommerce.Silo;

/// <summary>What is refused before HotChocolate reads a request, with the codes of the embedded server.</summary>
internal sealed class RequestChecks(PathString path, GraphQLLimits limits)
{
    private static readonly string[] Parameters = ["query", "documentId", "id", "extensions", "sdl"];

    /// <summary>Refuses the request, or lets it pass.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != path || context.WebSockets.IsWebSocketRequest)
        {
            await next(context);
            return;
        }

        if (HttpMethods.IsGet(context.Request.Method) && !Parameters.Any(context.Request.Query.ContainsKey))
        {
            await context.Response.RefuseAsync(StatusCodes.Status400BadRequest, ServerCodes.BadRequest, "The request needs a \"query\" or a \"documentId\".");
            return;
        }

        if (context.Request.ContentLength > limits.MaxBodyBytes
            || (context.Request.ContentLength is null && HttpMethods.IsPost(context.Request.Method) && !await BufferAsync(context.Request)))
        {
            await context.Response.RefuseAsync(
                StatusCodes.Status413PayloadTooLarge,
                ServerCodes.PayloadTooLarge,
                $"The body is longer than {limits.MaxBodyBytes} bytes.");
            return;
        }

        await next(context);
    }

    // A body that does not say how long it is; HotChocolate would answer that it is too long as a fault of ours.
    private async Task<bool> BufferAsync(HttpRequest request)
    {
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (body.Length + read > limits.MaxBodyBytes)
            {
                return false;
            }

            await body.WriteAsync(buffer.AsMemory(0, read), request.HttpContext.RequestAborted);
        }

        body.Position = 0;
        request.Body = body;
        return true;
    }
}
