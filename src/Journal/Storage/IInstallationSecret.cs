namespace OrleansCommerce.Journal.Storage;

/// <summary>Random keys that belong to one installation, made on first use and kept in its database.</summary>
public interface IInstallationSecret
{
    /// <summary>The 32 bytes under <paramref name="name"/>: the same for every caller and every process, for ever.</summary>
    /// <param name="name">What the secret is for; 1 to 100 characters.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    ValueTask<ReadOnlyMemory<byte>> GetAsync(string name, CancellationToken cancellationToken = default);
}
