using Microsoft.AspNetCore.Builder;
using OrleansCommerce.Silo;

namespace OrleansCommerce.LockerSimulator.Tests;

/// <summary>The real host with its sample data, by a clock that can jump, and a simulated locker bank before it.</summary>
public sealed class SimulatedBank : IAsyncLifetime, IAsyncDisposable
{
    private const string Bank = "locker-london";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanscommerce-lockers-");
    private readonly ShiftedTime _time = new();
    private readonly HttpClient _http = new();
    private WebApplication _app = null!;
    private Uri _endpoint = null!;

    internal Stories Stories { get; private set; } = null!;

    internal Line Line { get; private set; } = null!;

    internal Shop Shop { get; private set; } = null!;

    internal HttpClient Http => _http;

    internal Uri Endpoint => _endpoint;

    public async Task InitializeAsync()
    {
        _app = SiloApplication.Create(
            [
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                $"--ConnectionStrings:Journal=Data Source={Path.Combine(_folder.FullName, "journal.db")}",
                "--Logging:LogLevel:Default=Warning",
                "--Health:DrainSeconds=0",
            ],
            _time);
        await _app.StartAsync();
        _endpoint = new Uri(new Uri(_app.Urls.First()), "/graphql");
        Shop = new Shop(_http, _endpoint, token: null, Bank, "BAG-DAY-20");
        var signature = new Signature(Bank, await Shop.RotateSecretAsync());
        Line = new Line(_http, _endpoint, signature, _time);
        Stories = new Stories(Shop, new Device(Bank, Line, signature, _time), Line, _time);
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
