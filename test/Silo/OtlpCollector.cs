using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansCommerce.Silo.Tests;

/// <summary>A collector of telemetry (OTLP over HTTP) that keeps what it gets, as the bytes it came in: names are plain text in them.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _received = new(StringComparer.Ordinal);
    private readonly List<(Func<bool> Met, TaskCompletionSource Seen)> _waiting = [];

    private OtlpCollector(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var collector = new OtlpCollector(app);
        app.MapPost("/v1/{signal}", collector.KeepAsync);
        await app.StartAsync();
        return collector;
    }

    /// <summary>Completes when every one of <paramref name="names"/> came with the signal; fails after two minutes without one.</summary>
    public async Task SawAsync(string signal, params string[] names)
    {
        foreach (var name in names)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_waiting)
            {
                _waiting.Add((() => _received.GetValueOrDefault(signal, "").Contains(name, StringComparison.Ordinal), seen));
            }

            Tell();
            try
            {
                await seen.Task.WaitAsync(TimeSpan.FromMinutes(2));
            }
            catch (TimeoutException)
            {
                Assert.Fail($"Nothing came of '{name}' among the {signal}.");
            }
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task KeepAsync(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        _received.AddOrUpdate(signal, Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        Tell();
    }

    private void Tell()
    {
        lock (_waiting)
        {
            _waiting.RemoveAll(static waiting => waiting.Met() && waiting.Seen.TrySetResult());
        }
    }
}
