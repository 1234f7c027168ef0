using Microsoft.Data.Sqlite;
using OrleansCommerce.Silo.Commands;

namespace OrleansCommerce.Silo.Tests;

/// <summary>The command that makes the tables.</summary>
public sealed class MigrateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanscommerce-");

    private string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "journal.db")};Pooling=False";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Migrate_makes_the_tables_of_every_part_and_a_second_time_changes_nothing()
    {
        string[] options = [$"--ConnectionStrings:Journal={ConnectionString}", "--environment=Production"];
        Assert.Equal(0, await MigrateCommand.RunAsync(options));
        var first = Applied();
        Assert.Equal(0, await MigrateCommand.RunAsync(options));

        Assert.Equal(first, Applied());
        var modules = first.Select(static line => line.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("journal", modules);
        Assert.Contains("views", modules);
    }

    private List<string> Applied()
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select module || ' ' || version || ' ' || applied_at from schema_migrations order by 1";
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}
