using System.Net;
using System.Text;
using HotChocolate.Execution.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansCommerce.GraphQLServer.Tests;

/// <summary>The shop behind a real server, on a port that the system picks.</summary>
public sealed class Server : IAsyncDisposable
{
    private readonly WebApplication _application;

    private Server(WebApplication application)
    {
        _application = application;
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public Stockroom Stockroom => _application.Services.GetRequiredService<Stockroom>();

    public static async Task<Server> StartAsync(Action<IRequestExecutorBuilder>? configure = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        var graphql = builder.Services.AddShop();
        configure?.Invoke(graphql);
        var application = builder.Build();
        application.UseWebSockets();
        application.MapGraphQL();
        await application.StartAsync();
        return new Server(application);
    }

    public Loudspeaker Loudspeaker => _application.Services.GetRequiredService<Loudspeaker>();

    public Uri SocketAddress => new UriBuilder(Client.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri;

    public Task StopAsync() => _application.StopAsync();

    public async Task<(HttpStatusCode Status, string? MediaType, string Body)> SendAsync(
        HttpMethod method,
        string pathAndQuery,
        string? body = null,
        string? contentType = "application/json",
        string? accept = null)
    {
        using var request = new HttpRequestMessage(method, pathAndQuery);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }
        }

        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var response = await Client.SendAsync(request);
        return (response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
    }
}

/// <summary>One server for the tests of a class that change nothing.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public Server Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await Server.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
