using OrleansCommerce.EndToEnd.Tests.Servers;

namespace OrleansCommerce.Clients.Tests.Hosts;

/// <summary>One real host with the sample loaded, on a free port, and the packages of the samples.</summary>
public sealed class SampleHost : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clients-");
    private SiloProcess? _silo;

    /// <summary>Where the API is.</summary>
    public string Url => new Uri(_silo!.Address, "/graphql").ToString();

    public async Task InitializeAsync()
    {
        await Samples.InstallAsync();
        _silo = await SiloProcess.StartAsync($"Data Source={Path.Combine(_folder.FullName, "journal.db")}");
    }

    public Task DisposeAsync()
    {
        _silo?.Dispose();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
