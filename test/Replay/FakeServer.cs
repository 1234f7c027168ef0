using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansCommerce.Replay.Tests;

/// <summary>The fake shop over HTTP, with a choice of faults.</summary>
internal sealed partial class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<int, Fault> _faults;
    private int _requests;

    private FakeServer(WebApplication app, FakeShop shop, Func<int, Fault> faults)
    {
        _app = app;
        _faults = faults;
        Shop = shop;
    }

    /// <summary>What becomes of a request.</summary>
    public enum Fault
    {
        None,
        RefusedAsBusy,
        Unavailable,
        DoneButAnswerLost,
        NotAllowed,
    }

    public FakeShop Shop { get; }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Starts one on a free port.</summary>
    /// <param name="faults">By the number of the request, from 1.</param>
    public static async Task<FakeServer> StartAsync(Func<int, Fault>? faults = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new FakeServer(app, new FakeShop(), faults ?? (_ => Fault.None));
        app.MapPost("/graphql", server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [GeneratedRegex(@"(?<alias>\w+): (?<field>\w+)\(\w+: \$(?<variable>\w+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fields();

    private async Task AnswerAsync(HttpContext context)
    {
        var fault = _faults(Interlocked.Increment(ref _requests));
        switch (fault)
        {
            case Fault.RefusedAsBusy:
                await RefuseAsync(context, "BUSY");
                return;
            case Fault.NotAllowed:
                await RefuseAsync(context, "AUTH_NOT_AUTHORIZED");
                return;
            case Fault.Unavailable:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
        }

        var request = (await JsonNode.ParseAsync(context.Request.Body))!;
        var variables = request["variables"]!;
        var data = new JsonObject();
        foreach (Match match in Fields().Matches(request["query"]!.GetValue<string>()))
        {
            var field = match.Groups["field"].Value;
            var value = variables[match.Groups["variable"].Value]!;
            data[match.Groups["alias"].Value] = value is JsonObject input
                ? Shop.Mutate(field, input, context.Request.Headers.Authorization)
                : Shop.Ask(field, value.GetValue<string>());
        }

        if (fault == Fault.DoneButAnswerLost)
        {
            context.Abort();
            return;
        }

        await context.Response.WriteAsJsonAsync(new JsonObject { ["data"] = data });
    }

    private static Task RefuseAsync(HttpContext context, string code) =>
        context.Response.WriteAsJsonAsync(new JsonObject
        {
            ["errors"] = new JsonArray(new JsonObject { ["message"] = "No.", ["extensions"] = new JsonObject { ["code"] = code } }),
        });
}
