using OrleansCommerce.Grains.Carts;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views.Lists;

/// <summary>Customers' carts, until an order is made of them. A guest's cart is found by who has its id alone.</summary>
internal sealed class CartList : IView
{
    private const string StreamPrefix = "cart/";

    public string Name => "cart-list";

    public string Table => "cart_list";

    public string Definition(DatabaseKind kind, string table, string indexes)
    {
        var text = SqlText.Of(kind);
        return $"""
            create table {table} (
                id          {text} not null primary key,
                customer_id {text} not null,
                changed_at  bigint not null
            );
            create index {indexes}_customer on {table} (customer_id, changed_at desc, id);
            """;
    }

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        List<Begun>? begun = null;
        Dictionary<string, long>? changed = null;
        List<Gone>? gone = null;
        foreach (var recorded in events)
        {
            if (!recorded.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            var (id, at) = (recorded.Stream[StreamPrefix.Length..], ViewTime.ToMicroseconds(recorded.At));
            switch (Cart.Codec.Read(recorded))
            {
                case Cart.Event.Created { CustomerId: { } customerId }:
                    (begun ??= []).Add(new Begun(id, customerId, at));
                    break;
                case Cart.Event.CheckoutCompleted:
                    (gone ??= []).Add(new Gone(id));
                    break;
                default:
                    (changed ??= new(StringComparer.Ordinal))[id] = at;
                    break;
            }
        }

        return begun is null && changed is null && gone is null
            ? null
            : transaction => WriteAsync(transaction, begun ?? [], [.. (changed ?? []).Select(static one => new Changed(one.Key, one.Value))], gone ?? []);
    }

    // A cart that is not in the list is a guest's: nothing of it is written.
    private static async Task WriteAsync(ViewTransaction transaction, List<Begun> begun, List<Changed> changed, List<Gone> gone)
    {
        transaction.Expect(begun.Count, await transaction.WriteAsync(
            begun,
            $"insert into {transaction.Table} (id, customer_id, changed_at) values (@Id, @CustomerId, @At)",
            $"insert into {transaction.Table} (id, customer_id, changed_at) select * from unnest(@Id, @CustomerId, @At)",
            static rows => new
            {
                Id = rows.Select(static row => row.Id).ToArray(),
                CustomerId = rows.Select(static row => row.CustomerId).ToArray(),
                At = rows.Select(static row => row.At).ToArray(),
            }));
        await transaction.WriteAsync(
            changed,
            $"update {transaction.Table} set changed_at = @At where id = @Id",
            $"update {transaction.Table} c set changed_at = r.at from unnest(@Id, @At) as r(id, at) where c.id = r.id",
            static rows => new { Id = rows.Select(static row => row.Id).ToArray(), At = rows.Select(static row => row.At).ToArray() });
        await transaction.WriteAsync(
            gone,
            $"delete from {transaction.Table} where id = @Id",
            $"delete from {transaction.Table} where id = any(@Id)",
            static rows => new { Id = rows.Select(static row => row.Id).ToArray() });
    }

    private sealed record Begun(string Id, string CustomerId, long At);

    private sealed record Changed(string Id, long At);

    private sealed record Gone(string Id);
}
