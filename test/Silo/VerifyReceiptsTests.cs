using System.Text;
using Microsoft.Data.Sqlite;
using OrleansCommerce.Silo.Commands;

namespace OrleansCommerce.Silo.Tests;

/// <summary>The command that proves receipts, on a database that a host filled.</summary>
public sealed class VerifyReceiptsTests : IDisposable
{
    private const string Sell =
        """
        mutation ($op: ID!) {
          sellAtTill(input: { operationId: $op, locationId: "store-london", currency: "GBP", lines: [{ sku: "BAG-DAY-20", quantity: 1 }] }) {
            order { receiptIds }
          }
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanscommerce-");

    private string Setting => $"--ConnectionStrings:Journal={ConnectionString}";

    private string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "receipts.db")};Pooling=False";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_database_without_receipts_has_nothing_wrong_with_them() =>
        Assert.Equal(0, await VerifyReceiptsCommand.RunAsync([Setting, "--environment=Production"]));

    [Fact]
    public async Task Receipts_of_a_till_are_proved_and_a_changed_one_is_found()
    {
        await using (var silo = await RunningSilo.StartDevelopmentAsync(Setting))
        {
            foreach (var op in new[] { "sale-1", "sale-2" })
            {
                var sold = await silo.DataAsync(Sell, new { op });
                Assert.Equal(1, sold.GetProperty("sellAtTill").GetProperty("order").GetProperty("receiptIds").GetArrayLength());
            }
        }

        string[] options = [Setting, "--environment=Production"];
        Assert.Equal(0, await VerifyReceiptsCommand.RunAsync(options));
        Touch("\"quantity\":1", "\"quantity\":2");
        Assert.Equal(1, await VerifyReceiptsCommand.RunAsync(options));
        Touch("\"quantity\":2", "\"quantity\":1");
        Assert.Equal(0, await VerifyReceiptsCommand.RunAsync(options));
    }

    /// <summary>Somebody with the database's file changes the first receipt of the store.</summary>
    private void Touch(string from, string to)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var read = connection.CreateCommand();
        read.CommandText = "select cast(payload as text) from journal_events where stream like 'receipts/store-london/%' and version = 2";
        var payload = (string)read.ExecuteScalar()!;
        Assert.Contains(from, payload, StringComparison.Ordinal);
        using var write = connection.CreateCommand();
        write.CommandText = "update journal_events set payload = @payload where stream like 'receipts/store-london/%' and version = 2";
        write.Parameters.AddWithValue("@payload", Encoding.UTF8.GetBytes(payload.Replace(from, to, StringComparison.Ordinal)));
        Assert.Equal(1, write.ExecuteNonQuery());
    }
}
