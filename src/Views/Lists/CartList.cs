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
        Dictionary<string, Fate>? fates = null;
        foreach (var recorded in events)
        {
            if (!recorded.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            var (id, at) = (recorded.Stream[StreamPrefix.Length..], ViewTime.ToMicroseconds(recorded.At));
            fates ??= new(StringComparer.Ordinal);
            fates[id] = Cart.Codec.Read(recorded) switch
            {
                Cart.Event.Created created => new Fate(id, at, IsNew: true, created.CustomerId, IsGone: false),
                Cart.Event.CheckoutCompleted => fates.GetValueOrDefault(id, new Fate(id, at)) with { IsGone = true },
                _ => fates.GetValueOrDefault(id, new Fate(id, at)) with { At = at },
            };
        }

        return fates is null ? null : transaction => WriteAsync(transaction, fates.Values);
    }

    // A cart that is not in the list is a guest's: nothing of it is written. Neither is one that came and went in this batch.
    private static async Task WriteAsync(ViewTransaction transaction, IReadOnlyCollection<Fate> fates)
    {
        var begun = fates.Where(static fate => fate is { IsNew: true, CustomerId: not null, IsGone: false }).ToList();
        var changed = fates.Where(static fate => fate is { IsNew: false, IsGone: false }).ToList();
        var gone = fates.Where(static fate => fate is { IsNew: false, IsGone: true }).ToList();
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

    /// <summary>What a batch makes of a cart.</summary>
    /// <param name="Id">Of the cart.</param>
    /// <param name="At">When it changed last.</param>
    /// <param name="IsNew">It begins in this batch.</param>
    /// <param name="CustomerId">Whose it is, when it is new; null for a guest's.</param>
    /// <param name="IsGone">An order was made of it.</param>
    private sealed record Fate(string Id, long At, bool IsNew = false, string? CustomerId = null, bool IsGone = false);
}
