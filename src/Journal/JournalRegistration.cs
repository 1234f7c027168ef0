using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansCommerce.Journal.PersonalData;
using OrleansCommerce.Journal.Postgres;
using OrleansCommerce.Journal.Sqlite;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal;

/// <summary>Adds the journal to a host.</summary>
public static class JournalRegistration
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>
    /// Registers <see cref="IJournal"/>, <see cref="IDatabase"/>, <see cref="IPersonalData"/> and <see cref="IInstallationSecret"/>. The host
    /// calls <see cref="JournalSchema.MigrateAsync"/> before it uses them.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="connectionString">
    /// <c>Data Source=</c> and a file's path for SQLite, or a string with <c>Host=</c> for PostgreSQL.
    /// </param>
    /// <param name="configure">Changes limits.</param>
    /// <exception cref="ArgumentException">Neither of the two, or a limit is out of range.</exception>
    public static IServiceCollection AddJournal(
        this IServiceCollection services, string? connectionString, Action<JournalOptions>? configure = null)
    {
        var options = new JournalOptions();
        configure?.Invoke(options);
        options.Validate();
        // One registration each for the database and the journal: the container disposes in reverse order of creation, so the
        // journal drains before its database closes.
        switch (KindOf(connectionString))
        {
            case DatabaseKind.Sqlite:
                services.AddSingleton<IDatabase>(_ => new SqliteDatabase(connectionString!));
                services.AddSingleton<IJournal>(s => new SqliteJournal((SqliteDatabase)s.GetRequiredService<IDatabase>(), options));
                break;
            default:
                services.AddSingleton<IDatabase>(_ => new PostgresDatabase(connectionString!));
                services.AddSingleton<IJournal>(
                    s => new PostgresJournal(
                        (PostgresDatabase)s.GetRequiredService<IDatabase>(), options, s.GetService<ILogger<PostgresJournal>>()));
                break;
        }

        services.AddSingleton<IPersonalData>(static s => new PersonalDataTable(s.GetRequiredService<IDatabase>()));
        services.AddSingleton<IInstallationSecret>(static s => new InstallationSecrets(s.GetRequiredService<IDatabase>()));
        return services;
    }

    /// <summary>Which database a connection string names.</summary>
    /// <exception cref="ArgumentException">Neither of the two.</exception>
    public static DatabaseKind KindOf(string? connectionString)
    {
        var text = connectionString?.Trim() ?? "";
        if (text.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase))
        {
            return DatabaseKind.Sqlite;
        }

        if (text.Contains("Host=", StringComparison.OrdinalIgnoreCase))
        {
            return DatabaseKind.Postgres;
        }

        throw new ArgumentException(
            $"The setting ConnectionStrings:Journal {Describe(text)}; it must be 'Data Source=<file>' for SQLite or "
            + "'Host=<server>;Database=<name>;Username=<user>;Password=<password>' for PostgreSQL.",
            nameof(connectionString));
    }

    // Only the first word, and only letters: the value may hold a password anywhere else.
    private static string Describe(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept(Letters);
        var word = text.AsSpan(0, end < 0 ? text.Length : end);
        return word.IsEmpty ? "is empty" : $"begins with '{word[..Math.Min(word.Length, 20)]}'";
    }
}
