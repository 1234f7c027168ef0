using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansCommerce.Integration.Tests.Webhooks;

/// <summary>A real receiver on a free port, which does as a test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();

    private Receiver(WebApplication app) => _app = app;

    public Uri Url => new($"{_app.Urls.First()}/hook");

    /// <summary>Every request, in the order of its arrival.</summary>
    public IReadOnlyList<Received> All => [.. _received];

    /// <summary>The requests that were answered with 200, as <c>sku/version</c>.</summary>
    public IReadOnlyList<string> Taken => [.. _received.Where(static one => one.Status == StatusCodes.Status200OK).Select(static one => one.Name)];

    /// <summary>What to answer; 200 by itself. It may also write an answer of its own.</summary>
    public Func<Received, HttpContext, Task<int>> Answer { get; set; } = static (_, _) => Task.FromResult(StatusCodes.Status200OK);

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var received = new Received(context.Request.Path, context.Request.Headers.ToDictionary(
            static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        _received.Enqueue(received);
        received.Status = await Answer(received, context);
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = received.Status;
        }
    }
}

/// <summary>A request that came.</summary>
internal sealed class Received(string path, Dictionary<string, string> headers, byte[] body)
{
    public string Path => path;

    public IReadOnlyDictionary<string, string> Headers => headers;

    public byte[] Body => body;

    public JsonElement Json { get; } = JsonDocument.Parse(body).RootElement;

    public string Sku => Json.GetProperty("data").GetProperty("sku").GetString()!;

    public string Name => $"{Sku}/{Json.GetProperty("data").GetProperty("version").GetInt64()}";

    /// <summary>What it was answered; 0 until then.</summary>
    public int Status { get; set; }
}
