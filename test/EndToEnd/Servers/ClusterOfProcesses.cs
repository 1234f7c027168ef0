namespace OrleansCommerce.EndToEnd.Tests.Servers;

/// <summary>Silos of one cluster, each a process of its own, with their journal and their members in one PostgreSQL database.</summary>
internal sealed class ClusterOfProcesses : IDisposable
{
    private readonly string _connectionString;
    private readonly string[] _arguments;
    private readonly List<SiloProcess> _silos = [];

    private ClusterOfProcesses(string connectionString, string[] arguments) => (_connectionString, _arguments) = (connectionString, arguments);

    /// <summary>Those that were started, in order; one that a test killed is still in its place.</summary>
    public IReadOnlyList<SiloProcess> Silos => _silos;

    /// <summary>Starts them at the same time, on an empty database or one that they had before, and waits until each is ready.</summary>
    /// <param name="connectionString">Of a PostgreSQL database.</param>
    /// <param name="silos">How many, from 1.</param>
    /// <param name="arguments">More of each one's command line.</param>
    public static async Task<ClusterOfProcesses> StartAsync(string connectionString, int silos, params string[] arguments)
    {
        var cluster = new ClusterOfProcesses(connectionString, arguments);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, silos).Select(_ => cluster.AddAsync()));
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Another silo joins.</summary>
    /// <param name="port">A port of its API that it had before; 0 for a free one.</param>
    public Task<SiloProcess> AddAsync(int port = 0) => AddAsync(port, ["--Cluster:Address=127.0.0.1", "--Cluster:SiloPort=0", "--Cluster:GatewayPort=0"]);

    /// <summary>A process without grains, which asks those of the silos.</summary>
    public Task<SiloProcess> AddFrontEndAsync() => AddAsync(port: 0, ["--Cluster:Role=FrontEnd"]);

    /// <inheritdoc/>
    public void Dispose() => _silos.ForEach(silo => silo.Dispose());

    private async Task<SiloProcess> AddAsync(int port, string[] role)
    {
        var silo = await SiloProcess.StartAsync(
            _connectionString, port, [$"--ConnectionStrings:Cluster={_connectionString}", .. role, .. _arguments]);
        lock (_silos)
        {
            _silos.Add(silo);
        }

        return silo;
    }
}
