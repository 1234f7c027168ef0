using OrleansCommerce.Silo.Configuration;
using OrleansCommerce.Silo.Storage;
using OrleansCommerce.Views.Receipts;

namespace OrleansCommerce.Silo.Commands;

/// <summary><c>verify-receipts</c>: proves the chains of receipts from the journal, and names the rows that are not as they were written.</summary>
public static class VerifyReceiptsCommand
{
    /// <summary>What it is called on the command line.</summary>
    public const string Name = "verify-receipts";

    /// <summary>Writes a line for each ledger and each fault.</summary>
    /// <returns>0 when everything is proved, 1 when something is wrong.</returns>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static async Task<int> RunAsync(string[] options)
    {
        var builder = HostConfiguration.CreateBuilder(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddStorage();
        builder.WebHost.UseServer(new NoServer());
        await using var app = builder.Build();
        foreach (var schema in app.Services.GetServices<ISchema>())
        {
            // A database without tables has no receipts, and nothing wrong with them.
            await schema.MigrateAsync(CancellationToken.None);
        }

        var proof = await ActivatorUtilities.CreateInstance<ReceiptProof>(app.Services).RunAsync();
        foreach (var ledger in proof.Ledgers)
        {
            await Console.Out.WriteLineAsync($"{ledger.Key}: {ledger.LastNumber} receipts in {ledger.Entries} rows, head {ledger.Head}");
        }

        foreach (var fault in proof.Faults)
        {
            await Console.Error.WriteLineAsync(fault.ToString());
        }

        await Console.Out.WriteLineAsync(proof.Faults.Count == 0 ? "All receipts are as they were written." : $"{proof.Faults.Count} faults.");
        return proof.Faults.Count == 0 ? 0 : 1;
    }
}
