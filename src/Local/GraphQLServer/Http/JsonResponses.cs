using System.Buffers;
using System.Text.Json;
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

    public static void Write(IBufferWriter<byte> buffer, ExecutionResult result) => ResultWriter.Write(buffer, result);

    public static async Task SendAsync(HttpResponse response, int status, string mediaType, ExecutionResult result)
    {
        Begin(response, status, mediaType);
        WriteWhole(response, result);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    public static async Task SendAsync(HttpResponse response, string mediaType, IReadOnlyList<ExecutionResult> results)
    {
        Begin(response, StatusCodes.Status200OK, mediaType);
        await using (var json = new Utf8JsonWriter(response.BodyWriter, ResultWriter.Options))
        {
            json.WriteStartArray();
            foreach (var result in results)
            {
                ResultWriter.Write(json, result);
            }

            json.WriteEndArray();
        }

        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    public static Task RefuseAsync(HttpResponse response, int status, string mediaType, string message, string code) =>
        SendAsync(response, status, mediaType, ExecutionResult.Refused(Errors.Of(message, code)));

    // With its length, which is known only when all is written: a response in chunks is more work for both sides.
    private static void WriteWhole(HttpResponse response, ExecutionResult result)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4 * 1024);
        buffer.ResetWrittenCount();
        Write(buffer, result);
        response.ContentLength = buffer.WrittenCount;
        response.BodyWriter.Write(buffer.WrittenSpan);
        if (buffer.Capacity > KeptMax)
        {
            _buffer = null;
        }
    }

    private static void Begin(HttpResponse response, int status, string mediaType)
    {
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.Vary = "Accept";
    }
}
