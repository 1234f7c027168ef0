using System.Buffers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using HotChocolate.Execution.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansCommerce.Local.GraphQLServer.Building;
using OrleansCommerce.Local.GraphQLServer.Execution;

namespace OrleansCommerce.GraphQLServer.Tests;

/// <summary>Executes requests on the shop's schema, without HTTP.</summary>
internal sealed class GraphQL
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ServiceProvider _services;

    public GraphQL(Action<IRequestExecutorBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        var builder = services.AddShop();
        configure?.Invoke(builder);
        _services = services.BuildServiceProvider();
        Executor = _services.GetRequiredService<RequestExecutorProvider>().Executor;
    }

    public static GraphQL Shared { get; } = new();

    public RequestExecutor Executor { get; }

    public Stockroom Stockroom => _services.GetRequiredService<Stockroom>();

    /// <summary>The response as JSON text, as it goes over the wire.</summary>
    public async Task<string> AskAsync(string query, string? variables = null, string? operationName = null)
    {
        using var json = variables is null ? null : JsonDocument.Parse(variables);
        var request = Executor.Prepare(new GraphQLRequest(query, operationName, json?.RootElement));

        // Away from the test runner's synchronisation context, as in a server.
        var result = await Task.Run(() => Executor.ExecuteAsync(
            request, new RequestOrigin(_services, new ClaimsPrincipal(new ClaimsIdentity())), CancellationToken.None));
        var buffer = new ArrayBufferWriter<byte>();
        ResultWriter.Write(buffer, result);
        using var response = JsonDocument.Parse(buffer.WrittenMemory);
        return JsonSerializer.Serialize(response.RootElement, Relaxed);
    }

    /// <summary>The member <c>data</c>; the test fails where there are errors.</summary>
    public async Task<string> DataAsync(string query, string? variables = null)
    {
        using var response = JsonDocument.Parse(await AskAsync(query, variables));
        Assert.False(response.RootElement.TryGetProperty("errors", out var errors), errors.ToString());
        return JsonSerializer.Serialize(response.RootElement.GetProperty("data"), Relaxed);
    }

    /// <summary>The errors.</summary>
    public async Task<IReadOnlyList<JsonElement>> ErrorsAsync(string query, string? variables = null)
    {
        using var response = JsonDocument.Parse(await AskAsync(query, variables));
        return response.RootElement.TryGetProperty("errors", out var errors) ? [.. errors.Clone().EnumerateArray()] : [];
    }
}
