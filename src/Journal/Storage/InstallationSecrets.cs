using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace OrleansCommerce.Journal.Storage;

/// <summary>Secrets in the journal's database.</summary>
internal sealed class InstallationSecrets(IDatabase database) : IInstallationSecret
{
    private const int SecretBytes = 32;
    private const int NameLengthMax = 100;

    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> GetAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, NameLengthMax, nameof(name));
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        // Whoever inserts first decides; everyone then reads what is there.
        var secret = await database.WriteAsync(
            async (connection, transaction, token) =>
            {
                await using var insert = connection.CreateCommand();
                insert.Transaction = transaction;
                insert.CommandText = "insert into installation_secrets (name, secret) values (@name, @secret) on conflict (name) do nothing";
                insert.Add("name", name);
                insert.Add("secret", RandomNumberGenerator.GetBytes(SecretBytes));
                await insert.ExecuteNonQueryAsync(token);

                await using var select = connection.CreateCommand();
                select.Transaction = transaction;
                select.CommandText = "select secret from installation_secrets where name = @name";
                select.Add("name", name);
                return (byte[])(await select.ExecuteScalarAsync(token))!;
            },
            cancellationToken);
        return _known.GetOrAdd(name, secret);
    }
}
