using OrleansCommerce.EndToEnd.Tests.Servers;
using OrleansCommerce.PostgresServer;

namespace OrleansCommerce.Faults.Tests.Servers;

/// <summary>
/// Three silos on PostgreSQL. One reaches it through a relay that can be cut; another has a network of its own, where the machine allows
/// that. Who is ready is asked all the time, as a load balancer does.
/// </summary>
public sealed class FaultCluster : IAsyncLifetime
{
    /// <summary>How many silos there are.</summary>
    public const int Silos = 3;

    /// <summary>The silo whose way to PostgreSQL can be cut.</summary>
    internal const int BehindRelay = 1;

    /// <summary>The silo whose way to the other silos can be cut.</summary>
    internal const int InOwnNetwork = 2;

    /// <summary>How long a silo goes on taking requests after it was told to stop.</summary>
    private const int DrainSeconds = 3;

    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReadyPause = TimeSpan.FromMilliseconds(200);

    private readonly SiloProcess?[] _silos = new SiloProcess?[Silos];
    private readonly bool[] _ready = new bool[Silos];
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = ReadyPatience };
    private OwnNetwork? _network;
    private string _database = string.Empty;

    /// <summary>The database, whatever relay is cut.</summary>
    internal string ConnectionString { get; private set; } = string.Empty;

    internal LocalPostgres Postgres { get; private set; } = null!;

    internal Relay Relay { get; private set; } = null!;

    /// <summary>The silo at a place; it may be dead.</summary>
    internal SiloProcess this[int place] => Volatile.Read(ref _silos[place])!;

    public async Task InitializeAsync()
    {
        ConnectionString = await LocalPostgres.CreateDatabaseAsync();
        Postgres = await LocalPostgres.GetAsync();
        _database = ConnectionString.Replace(Postgres.Folder, "{0}", StringComparison.Ordinal);
        Relay = new Relay(Postgres.Socket);
        if (OwnNetwork.IsPossible)
        {
            _network = OwnNetwork.Create();
        }

        await Task.WhenAll(Enumerable.Range(0, Silos).Select(StartAsync));
        for (var place = 0; place < Silos; place++)
        {
            _ = WatchAsync(place);
        }
    }

    public async Task DisposeAsync()
    {
        await _end.CancelAsync();
        foreach (var silo in _silos)
        {
            silo?.Dispose();
        }

        Relay?.Dispose();
        _network?.Dispose();
        _http.Dispose();
        _end.Dispose();
    }

    /// <summary>Starts a silo in the place of one that has ended, or that is killed now.</summary>
    internal async Task StartAsync(int place)
    {
        Volatile.Read(ref _silos[place])?.Dispose();
        var inside = place == InOwnNetwork && _network is not null;
        var (address, clients) = inside ? (OwnNetwork.Inside, OwnNetwork.InsideForClients)
            : (_network is null ? "127.0.0.1" : OwnNetwork.Outside, "127.0.0.1");
        var database = string.Format(null, _database, place == BehindRelay ? Relay.Folder : Postgres.Folder);
        var silo = await SiloProcess.StartAsync(
            inside ? OwnNetwork.Within : [],
            $"http://{clients}:0",
            database,
            [
                "--no-sample",
                $"--ConnectionStrings:Cluster={database}",
                $"--Cluster:Address={address}",
                "--Cluster:SiloPort=0",
                "--Cluster:GatewayPort=0",
                $"--Health:DrainSeconds={DrainSeconds}",
                "--Logging:LogLevel:Default=Warning",
                "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
            ]);
        Volatile.Write(ref _silos[place], silo);
    }

    /// <summary>Starts whoever is dead, and waits until all are ready.</summary>
    internal async Task AllReadyAsync()
    {
        for (var place = 0; place < Silos; place++)
        {
            if (this[place].HasEnded)
            {
                await StartAsync(place);
            }
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var look = new PeriodicTimer(ReadyPause);
        while (!Enumerable.Range(0, Silos).All(place => Volatile.Read(ref _ready[place])))
        {
            await look.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>A silo that said it was ready when it was last asked; any when none did.</summary>
    internal SiloProcess Choose(Random random)
    {
        var ready = Enumerable.Range(0, Silos).Where(place => Volatile.Read(ref _ready[place])).ToList();
        return this[ready.Count == 0 ? random.Next(Silos) : ready[random.Next(ready.Count)]];
    }

    private async Task WatchAsync(int place)
    {
        using var look = new PeriodicTimer(ReadyPause);
        while (!_end.IsCancellationRequested)
        {
            Volatile.Write(ref _ready[place], await IsReadyAsync(place));
            try
            {
                await look.WaitForNextTickAsync(_end.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<bool> IsReadyAsync(int place)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(this[place].Address, "/health/ready"), _end.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }
}
