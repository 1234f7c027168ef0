using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>An order goes to another address, until somebody has begun to pick it.</summary>
public sealed class OrderReaddressingTests
{
    private static readonly Delivery Elsewhere = new(DeliveryMethod.Ship, null, "address-2");

    [Fact]
    public void Before_picking_an_order_goes_to_another_address_paid_or_not_and_a_repeat_changes_nothing()
    {
        foreach (var story in new[] { Allocated(), Paid() })
        {
            Change(story).Happens("order.delivery-changed");
            Assert.Equal("address-2", story.Details.Delivery.AddressId);
            Assert.NotNull(Change(story).Repeats);
            Change(story, delivery: Elsewhere with { AddressId = "address-3" }).IsRefused(new OperationIdReused("move"));
        }
    }

    [Fact]
    public void From_the_first_pick_or_label_on_the_address_stays()
    {
        Change(Paid().Pick()).IsInState("PICKED");
        Change(Paid().Pack(2)).IsInState("PACKED");
        Change(Paid().Ship().Dispatched()).IsInState("SHIPPED");
        Change(Paid().Cancel()).IsInState("CONFIRMED");

        var labelled = Paid()
            .Do((state, now) => Order.DecideBuyLabel(state, new BuyLabel("buy", "o1.1", "STANDARD", 100), now))
            .Do((state, now) => Order.DecideLabelAsked(state, "o1.1", "o1.1:label:1", new LabelOutcome(LabelStatus.Done, "C", "T", "/l"), now));
        Change(labelled).IsInState("LABEL_BOUGHT");
        labelled
            .Do((state, now) => Order.DecideVoidLabel(state, new AdvanceFulfillment("void", "o1.1"), now))
            .Do((state, _) => Order.DecideVoidAsked(state, "o1.1", "o1.1:label:1", new LabelOutcome(LabelStatus.Done)));
        Change(labelled).Happens("order.delivery-changed");
    }

    [Fact]
    public void Only_an_order_that_is_sent_goes_to_an_address()
    {
        Change(ForPickup(new Delivery(DeliveryMethod.StorePickup, "shop", null), Shop, "shop")).IsInState("CONFIRMED");
        Change(Paid(), delivery: new Delivery(DeliveryMethod.StorePickup, "shop", null)).IsInvalid("delivery.method");
        Change(Paid(), operation: string.Empty).IsInvalid("operationId");
        Change(new OrderStory()).IsRefused(new NotFound("order", OrderId));
    }

    private static OrderStory Change(OrderStory story, string operation = "move", Delivery? delivery = null) => story.Do(
        (state, now) => Order.DecideChangeAddress(state, new ChangeDeliveryAddress(operation, delivery ?? Elsewhere), now));
}
