using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Silo.Configuration;
using OrleansCommerce.Silo.Engine;
using OrleansCommerce.Silo.Operations;
using OrleansCommerce.Silo.Storage;

namespace OrleansCommerce.Silo.Commands;

/// <summary>
/// <c>migrate</c>: creates or upgrades the tables, and ends. A start does the same; after this it finds nothing to do, so that the database
/// role which it uses need own no table.
/// </summary>
public static class MigrateCommand
{
    /// <summary>What it is called on the command line.</summary>
    public const string Name = "migrate";

    /// <summary>Returns when every table is as this version wants it.</summary>
    /// <exception cref="SettingException">A setting is wrong, or the database belongs to a newer version.</exception>
    public static async Task<int> RunAsync(string[] options)
    {
        var builder = HostConfiguration.CreateBuilder(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddStorage();
        builder.AddOperations();
        builder.AddEngine();
        await using var app = builder.Build();
        try
        {
            foreach (var schema in app.Services.GetServices<ISchema>())
            {
                await schema.MigrateAsync(CancellationToken.None);
            }
        }
        catch (SchemaException newer)
        {
            throw new SettingException(newer.Message, newer);
        }

        await Console.Out.WriteLineAsync("The tables are up to date.");
        return 0;
    }
}
