using OrleansCommerce.Local;
using OrleansCommerce.Silo.Engine;

namespace OrleansCommerce.Views.Tests;

public abstract partial class ViewContract
{
    [Fact]
    public async Task Reminders_are_kept_replaced_and_deleted()
    {
        await using var database = _database.Open();
        await DatabaseReminderStore.MigrateAsync(database);
        var store = new DatabaseReminderStore(database);
        var first = new ReminderRow("cart/a", "close", Noon.AddTicks(1), TimeSpan.FromMinutes(1));
        var other = new ReminderRow("cart/b", "close", Noon, TimeSpan.FromMinutes(2));
        await store.UpsertAsync(first);
        await store.UpsertAsync(other);

        await store.UpsertAsync(first with { Period = TimeSpan.FromHours(1) });
        await store.DeleteAsync(other.GrainId, other.Name);
        await store.DeleteAsync("cart/c", "unknown");

        Assert.Equal([first with { Period = TimeSpan.FromHours(1) }], await store.ReadAllAsync());
    }
}
