using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using OrleansCommerce.Faults.Tests.Servers;

namespace OrleansCommerce.Faults.Tests.Load;

/// <summary>Compares what shoppers were told with the journal, event by event, and with what each silo shows.</summary>
internal sealed class Audit(FaultCluster cluster, HotShelves load)
{
    /// <summary>Fails when a unit was sold twice, an acknowledged operation is missing or there twice, or a sum is wrong.</summary>
    public async Task CheckAsync()
    {
        foreach (var shelf in load.All)
        {
            var (onHand, reserved, late) = await FoldAsync(shelf);
            var fromJournal = (onHand, reserved);
            var held = late + shelf.Reserved.Where(reservation => !shelf.Ended.ContainsKey(reservation.Key)).Sum(reservation => reservation.Value);
            var taken = shelf.Ended.Where(ended => ended.Value).Sum(ended => shelf.Reserved[ended.Key]);
            Assert.Equal((shelf.Received.Values.Sum() - taken, held), fromJournal);
            for (var place = 0; place < FaultCluster.Silos; place++)
            {
                Assert.Equal(fromJournal, await ShownAsync(cluster[place].Address, shelf));
            }
        }
    }

    private static async Task<(int OnHand, int Reserved)> ShownAsync(Uri silo, Shelf shelf)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = silo };
        using var response = await http.PostAsJsonAsync("/graphql", new
        {
            query = "query($sku: String!, $locationId: ID!) { stockItem(sku: $sku, locationId: $locationId) { onHand reserved } }",
            variables = new { sku = shelf.Sku, locationId = shelf.Location },
        });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        var item = answer.GetProperty("data").GetProperty("stockItem");
        return (item.GetProperty("onHand").GetInt32(), item.GetProperty("reserved").GetInt32());
    }

    /// <summary>The levels by the journal, and the units of <see cref="Shelf.Repeated"/> that were granted late.</summary>
    private async Task<(int OnHand, int Reserved, int Late)> FoldAsync(Shelf shelf)
    {
        var (onHand, received) = (0, 0);
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        var (reserved, ended) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, bool>(StringComparer.Ordinal));
        await foreach (var (type, e) in EventsAsync(shelf))
        {
            var id = e.TryGetProperty("reservationId", out var value) ? value.GetString()! : string.Empty;
            var quantity = e.GetProperty("quantity").GetInt32();
            switch (type)
            {
                case "stock.received":
                    onHand += quantity;
                    received++;
                    break;
                case "stock.reserved":
                    Assert.True(reserved.Add(id), $"{id} is reserved twice.");
                    Assert.True(shelf.Asked.ContainsKey(id), $"Nobody asked for {id}.");
                    held.Add(id, quantity);
                    break;
                case "stock.confirmed":
                    Assert.Equal(quantity, Assert.Contains(id, (IDictionary<string, int>)held));
                    held.Remove(id);
                    onHand -= quantity;
                    ended.Add(id, true);
                    break;
                case "stock.released":
                    Assert.Equal(quantity, Assert.Contains(id, (IDictionary<string, int>)held));
                    held.Remove(id);
                    ended.Add(id, false);
                    break;
                default:
                    Assert.Fail($"{type} was not asked for.");
                    break;
            }

            Assert.InRange(held.Values.Sum(), 0, onHand);
        }

        Assert.Equal(shelf.Received.Count, received);
        Assert.Subset(reserved, shelf.Reserved.Keys.ToHashSet(StringComparer.Ordinal));
        var late = reserved.Except(shelf.Reserved.Keys, StringComparer.Ordinal).ToList();
        Assert.All(late, id => Assert.Contains(id, (IDictionary<string, bool>)shelf.Repeated));
        Assert.Equal(shelf.Ended.OrderBy(end => end.Key, StringComparer.Ordinal), ended.OrderBy(end => end.Key, StringComparer.Ordinal));
        return (onHand, held.Values.Sum(), late.Sum(id => held[id]));
    }

    private async IAsyncEnumerable<(string Type, JsonElement Event)> EventsAsync(Shelf shelf)
    {
        // Not one of an earlier test's: PostgreSQL may have died since.
        await using var connection = new NpgsqlConnection($"{cluster.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select version, type, payload from journal_events where stream = $1 order by version", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"stock/{shelf.Location}/{shelf.Sku}" });
        await using var reader = await command.ExecuteReaderAsync();
        for (var version = 1L; await reader.ReadAsync(); version++)
        {
            Assert.Equal(version, reader.GetInt64(0));
            yield return (reader.GetString(1), JsonDocument.Parse((byte[])reader[2]).RootElement);
        }
    }
}
