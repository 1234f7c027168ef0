using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using OrleansCommerce.Silo.Commands;

namespace OrleansCommerce.Silo.Tests;

/// <summary>The real host on a free port, with a database of its own in a folder that goes away with it.</summary>
public sealed class RunningSilo : IAsyncDisposable
{
    private static readonly string[] ProductionAuth =
    [
        "--Auth:SigningKey=a-secret-that-only-these-tests-know-0001", "--Auth:Issuer=tests", "--Auth:Audience=orleanscommerce",
    ];

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;
    private readonly string[] _auth;

    private RunningSilo(DirectoryInfo folder, WebApplication app, string[] auth)
    {
        (_folder, _app, _auth) = (folder, app, auth);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>In Development: a request without a token acts as an administrator.</summary>
    public static Task<RunningSilo> StartDevelopmentAsync(params string[] args) => StartAsync("Development", [], args);

    /// <summary>The same by another clock.</summary>
    public static Task<RunningSilo> StartDevelopmentAsync(TimeProvider time, params string[] args) => StartAsync("Development", [], args, time);

    /// <summary>In Production, with a signing key of the retailer's own.</summary>
    public static Task<RunningSilo> StartProductionAsync(params string[] args) =>
        StartAsync("Production", ProductionAuth, ["--Payments:Provider=Test", .. args]);

    /// <summary>A token that the host takes.</summary>
    public string Token(Role role, string subject, params string[] more) => TokenCommand.Issue(
        [.. _auth, $"--environment={(_auth.Length > 0 ? "Production" : "Development")}", $"--role={role}", $"--subject={subject}", .. more], TimeProvider.System);

    /// <summary>Posts an operation; gives the whole response.</summary>
    public async Task<JsonElement> PostAsync(string query, object? variables = null, string? token = null)
    {
        using var response = await SendAsync(query, variables, token);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Posts an operation that must have no top-level errors; gives its <c>data</c>.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null, string? token = null)
    {
        var response = await PostAsync(query, variables, token);
        Assert.False(response.TryGetProperty("errors", out var errors), errors.ToString());
        return response.GetProperty("data");
    }

    public async Task<HttpResponseMessage> SendAsync(string query, object? variables = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await Http.SendAsync(request);
    }

    /// <summary>Asks for an event stream; gives the answer when its head has come, which is when a subscription is in place.</summary>
    public async Task<HttpResponseMessage> FollowAsync(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<RunningSilo> StartAsync(string environment, string[] auth, string[] args, TimeProvider? time = null)
    {
        var folder = Directory.CreateTempSubdirectory("orleanscommerce-");
        var app = SiloApplication.Create(
        [
            $"--environment={environment}",
            "--urls=http://127.0.0.1:0",
            $"--ConnectionStrings:Journal=Data Source={Path.Combine(folder.FullName, "journal.db")}",
            "--Logging:LogLevel:Default=Warning",
            "--Health:DrainSeconds=0",
            .. auth,
            .. args,
        ],
        time ?? TimeProvider.System);
        await app.StartAsync();
        return new RunningSilo(folder, app, auth);
    }
}
