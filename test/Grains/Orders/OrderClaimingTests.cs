using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

public sealed class OrderClaimingTests
{
    [Fact]
    public void An_anonymous_sale_becomes_a_customers_once()
    {
        var story = Anonymous();
        Claim(story, "cu-1").Happens("order.claimed");
        Assert.Equal("cu-1", story.Details.CustomerId);

        // The same request is a repeat; another of the same customer changes nothing; nobody else gets it.
        Assert.NotNull(Claim(story, "cu-1").Repeats);
        Claim(story, "cu-1", "claim-2").Happens();
        Assert.Equal("CLAIMED", Assert.IsType<InvalidState>(Claim(story, "cu-2", "claim-3").Refused).State);
        Claim(story, "cu-2").IsRefused(new OperationIdReused("claim"));
        Assert.Equal("cu-1", story.Details.CustomerId);
    }

    [Fact]
    public void Receipts_after_it_are_the_customers()
    {
        var story = Claim(Anonymous().Taken().Receipted(), "cu-1");
        story.Return(new ReturnLine("1", 1, Disposition.Restock));
        Assert.Equal("cu-1", Order.ReceiptRequest(story.State, new Dictionary<string, ProductDetails>(StringComparer.Ordinal))!.CustomerId);
    }

    [Fact]
    public void What_cannot_be_claimed_is_refused()
    {
        Claim(Anonymous(), string.Empty).IsInvalid("customerId");
        Claim(Anonymous(), "cu-1", string.Empty).IsInvalid("operationId");
        Claim(new OrderStory(), "cu-1").IsRefused(new NotFound("order", new OrderStory().State.Id));
        Assert.Equal("CLAIMED", Assert.IsType<InvalidState>(Claim(Allocated(), "cu-2").Refused).State);
        var guest = Allocated().State;
        guest = guest with { Terms = guest.Terms! with { CustomerId = null } };
        Assert.IsType<InvalidState>(Order.DecideClaim(guest, new ClaimOrder("claim", "cu-1"), Noon).Failure);
    }

    private static OrderStory Anonymous() => SoldAtTill(new TillLine("mug", 2, null, null));

    private static OrderStory Claim(OrderStory story, string customerId, string operationId = "claim") =>
        story.Do((state, now) => Order.DecideClaim(state, new ClaimOrder(operationId, customerId), now));
}
