using System.Buffers;
using Microsoft.AspNetCore.Http;
using OrleansCommerce.Local.GraphQLServer.Execution;

namespace OrleansCommerce.Local.GraphQLServer.Http;

/// <summary>Writes responses in JSON.</summary>
internal static class JsonResponses
{
    /// <summary>The buffer of a response that was larger is not used again, in bytes.</summary>
    private const int KeptMax = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static Task SendAsync(HttpResponse response, int status, string mediaType, ExecutionResult result) =>
        SendAsync(response, status, mediaType, result, ResultWriter.Write);

    public static Task SendAsync(HttpResponse response, string mediaType, IReadOnlyList<ExecutionResult> results) =>
        SendAsync(response, StatusCodes.Status200OK, mediaType, results, ResultWriter.Write);

    public static Task RefuseAsync(HttpResponse response, int status, string mediaType, string message, string code) =>
        SendAsync(response, status, mediaType, ExecutionResult.Refused(Errors.Of(message, code)));

    // With its length, which is known only when all is written: a response in chunks is more work for both sides.
    private static async Task SendAsync<T>(HttpResponse response, int status, string mediaType, T content, Action<IBufferWriter<byte>, T> write)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4 * 1024);
        buffer.ResetWrittenCount();
        write(buffer, content);
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.Vary = "Accept";
        response.ContentLength = buffer.WrittenCount;
        response.BodyWriter.Write(buffer.WrittenSpan);
        if (buffer.Capacity > KeptMax)
        {
            _buffer = null;
        }

        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}
