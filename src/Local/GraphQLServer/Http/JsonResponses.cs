using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansCommerce.Local.GraphQLServer.Execution;

namespace OrleansCommerce.Local.GraphQLServer.Http;

/// <summary>Writes responses in JSON.</summary>
internal static class JsonResponses
{
    public static void Write(IBufferWriter<byte> buffer, ExecutionResult result) => ResultWriter.Write(buffer, result);

    public static async Task SendAsync(HttpResponse response, int status, string mediaType, ExecutionResult result)
    {
        Begin(response, status, mediaType);
        Write(response.BodyWriter, result);
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

    private static void Begin(HttpResponse response, int status, string mediaType)
    {
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.Vary = "Accept";
    }
}
