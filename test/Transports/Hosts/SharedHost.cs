using OrleansCommerce.EndToEnd.Tests.Servers;

namespace OrleansCommerce.Transports.Tests.Hosts;

/// <summary>One real host with the sample loaded, on a free port, for the tests of the collection.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("transports-");
    private SiloProcess? _silo;

    /// <summary>Where the API is.</summary>
    public string Url => new Uri(_silo!.Address, "/graphql").ToString();

    public async Task InitializeAsync() =>
        _silo = await SiloProcess.StartAsync(
            $"Data Source={Path.Combine(_folder.FullName, "journal.db")}", arguments: ["--GraphQL:Limits:HeartbeatSeconds=10"]);

    public Task DisposeAsync()
    {
        _silo?.Dispose();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}

[CollectionDefinition(Name)]
public sealed class OnSharedHost : ICollectionFixture<SharedHost>
{
    public const string Name = "One host";
}
