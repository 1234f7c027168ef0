using OrleansCommerce.Search;
using OrleansCommerce.Views.Tests.Shops;

namespace OrleansCommerce.Views.Tests;

public abstract partial class ViewContract
{
    [Fact]
    public async Task A_question_sees_what_was_committed_before_it()
    {
        await using var shop = await OpenAsync();
        for (var i = 1; i <= 100; i++)
        {
            await UpsertProductAsync(shop, $"sku{i}", "Thing");

            var page = await shop.Catalog.FindProductsAsync(null, new PageRequest(1, null), Patience);

            Assert.Equal(i, page.TotalCount);
        }
    }

    [Fact]
    public async Task A_question_sees_what_was_committed_before_it_while_others_commit()
    {
        await using var shop = await OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var i = 1; i <= 25; i++)
            {
                await UpsertProductAsync(shop, $"sku-{writer}-{i}", $"From{writer}.");

                var page = await shop.Catalog.FindProductsAsync($"from{writer}.", new PageRequest(1, null), Patience);

                Assert.Equal(i, page.TotalCount);
            }
        }));
    }

    [Fact]
    public async Task A_question_is_answered_with_what_there_is_when_nobody_follows()
    {
        await using var shop = new Shop(_database, freshnessMs: 100);
        await UpsertProductAsync(shop, "mug", "Mug");

        var page = await shop.Catalog.FindProductsAsync(null, new PageRequest(1, null), Patience);

        Assert.Equal(0, page.TotalCount);
    }
}
