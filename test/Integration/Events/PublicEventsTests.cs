using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansCommerce.Grains;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Integration.Events;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.InMemory;

namespace OrleansCommerce.Integration.Tests.Events;

/// <summary>What others may know, of every kind of event that there is.</summary>
public sealed partial class PublicEventsTests
{
    /// <summary>Every text of an event that others are told, by where it stands in the event. A text that is not here is nobody's to know.</summary>
    private static readonly HashSet<string> Told = new(
        [
            "Accepted.Currency", "Accepted.Lines.Sku", "Accepted.LocationId",
            "Allocated.Fulfillments.Id", "Allocated.Fulfillments.Lines.OrderLineId", "Allocated.Fulfillments.Lines.Sku", "Allocated.Fulfillments.LocationId",
            "Defined.Parts.Sku",
            "DispatchStarted.FromLocationId", "DispatchStarted.Lines.Sku", "DispatchStarted.ToLocationId",
            "Edited.Fulfillments.Id", "Edited.Fulfillments.Lines.OrderLineId", "Edited.Fulfillments.Lines.Sku", "Edited.Fulfillments.LocationId",
            "Edited.Lines.Id", "Edited.Lines.KitSku", "Edited.Lines.Sku",
            "FulfillmentAdvanced.FulfillmentId", "FulfillmentAdvanced.LocationId",
            "Issued.Currency", "Issued.OrderId", "Issued.OrderNumber", "Issued.OriginalId",
            "ParcelDeposited.OrderId", "ParcelDeposited.ParcelId", "ParcelExpired.ParcelId", "PickedUp.ParcelId",
            "ParcelLossResolved.FulfillmentId", "ParcelRetrieved.ParcelId", "ParcelTracked.FulfillmentId", "ParcelTakenBack.FulfillmentId", "ParcelTakenBack.LocationId",
            "PickupExpired.FulfillmentId", "PickupReminded.FulfillmentId",
            "Placed.Currency", "Placed.Delivery.LocationId", "Placed.Lines.Id", "Placed.Lines.KitSku", "Placed.Lines.Sku", "Placed.Number",
            "ReceiptStarted.Receipts.Sku",
            "Refunded.ReturnId", "Rejected.Sku", "Released.ReturnId",
            "Moved.Added.Id", "Moved.Added.Lines.OrderLineId", "Moved.Added.Lines.Sku", "Moved.Added.LocationId",
            "Moved.Fulfillments.Id", "Moved.Fulfillments.Lines.OrderLineId", "Moved.Fulfillments.Lines.Sku", "Moved.Fulfillments.LocationId",
            "ParcelSplit.Fulfillment.Id", "ParcelSplit.Fulfillment.Lines.OrderLineId", "ParcelSplit.Fulfillment.Lines.Sku", "ParcelSplit.Fulfillment.LocationId",
            "Replaced.Fulfillments.Id", "Replaced.Fulfillments.Lines.OrderLineId", "Replaced.Fulfillments.Lines.Sku", "Replaced.Fulfillments.LocationId",
            "Replaced.Missing.OrderLineId",
            "ReturnArrived.LocationId", "ReturnArrived.RequestId", "ReturnAuthorized.RequestId", "ReturnCancelled.RequestId",
            "ReturnDroppedOff.LocationId", "ReturnDroppedOff.RequestId", "ReturnExpired.RequestId", "ReturnFetched.LocationId", "ReturnFetched.RequestId",
            "ReturnFound.Lines.OrderLineId", "ReturnFound.Lines.Sku", "ReturnFound.LocationId", "ReturnFound.Missing.OrderLineId", "ReturnFound.RequestId",
            "ReturnLost.RequestId", "ReturnLost.ReturnId",
            "ReturnInspected.LocationId", "ReturnInspected.Missing.OrderLineId", "ReturnInspected.RequestId", "ReturnInspected.ReturnId",
            "ReturnInspected.Unannounced.OrderLineId", "ReturnRejected.RequestId",
            "ReturnRequested.Lines.OrderLineId", "ReturnRequested.LocationId", "ReturnRequested.Number", "ReturnRequested.RequestId", "ReturnTracked.RequestId",
            "Returned.Lines.OrderLineId", "Returned.Lines.Sku", "Returned.LocationId", "Returned.ReturnId",
            "SoldAtTill.Currency", "SoldAtTill.Lines.Id", "SoldAtTill.Lines.KitSku", "SoldAtTill.Lines.Sku", "SoldAtTill.LocationId", "SoldAtTill.Number",
            "UnitsCancelled.Lines.OrderLineId",
            "Upserted.Content.Country", "Upserted.Content.Name",
            "Upserted.Name", "Upserted.Price.Currency", "Upserted.TaxCategory",
        ],
        StringComparer.Ordinal);

    [Fact]
    public void Every_kind_of_event_is_public_or_is_not_for_a_reason()
    {
        var kinds = Aggregates.All.SelectMany(static kind => kind.EventTypes).ToHashSet();

        Assert.Equal([], kinds.Except(PublicEvents.Decisions.Keys).Select(static type => type.FullName));
        Assert.Equal([], PublicEvents.Decisions.Keys.Except(kinds).Select(static type => type.FullName));
        Assert.All(PublicEvents.Decisions.Values, static decision => Assert.True(
            decision.WhyNotPublic is null ? decision.Types.Count > 0 && decision.DataType is not null : decision.WhyNotPublic[^1] == '.', decision.Name));
    }

    [Fact]
    public void Public_types_only_ever_grow_in_number() => Assert.Equal(
        [
            "kit.changed", "location.changed", "locker.parcel_deposited", "locker.parcel_expired", "locker.parcel_picked_up", "locker.parcel_retrieved",
            "order.allocated", "order.authorization_lapsed", "order.cancellation_started", "order.cancelled", "order.capture_declined",
            "order.lines_added", "order.lines_cancelled", "order.paid", "order.parcel_collected", "order.parcel_delivered", "order.parcel_loss_resolved", "order.parcel_lost", "order.parcel_packed",
            "order.parcel_picked", "order.parcel_ready_for_pickup", "order.parcel_returned_to_sender", "order.parcel_shipped", "order.parcel_taken_back",
            "order.parcel_tracked", "order.payment_authorized",
            "order.payment_declined", "order.payment_released", "order.pickup_expired", "order.pickup_reminder_due", "order.placed", "order.reallocated", "order.refund_declined",
            "order.refunded", "order.rejected", "order.sold_at_till", "product.changed", "receipt.issued", "receipt.period_closed",
            "return.arrived", "return.authorized", "return.cancelled", "return.dropped_off", "return.expired", "return.fetched", "return.found", "return.inspected", "return.lost",
            "return.received", "return.rejected", "return.requested", "return.tracked", "stock.discrepancy_raised", "stock.discrepancy_resolved", "stock.level_changed", "transfer.dispatched",
            "transfer.received", "transfer.rejected",
        ],
        PublicEvents.Types);

    [Fact]
    public async Task Of_no_event_are_others_told_a_text_that_is_not_meant_for_them()
    {
        var json = new CloudEventJson(new EventSettings());
        var told = new HashSet<string>(StringComparer.Ordinal);
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, seen) in await TellAllAsync())
        {
            types.Add(seen.Type);
            told.UnionWith(Text().Matches(JsonDocument.Parse(json.Write(seen)).RootElement.GetProperty("data").ToString())
                .Select(static match => match.Groups["path"].Value));
        }

        Assert.Equal([], told.Except(Told).Order(StringComparer.Ordinal));
        Assert.Equal([], Told.Except(told).Order(StringComparer.Ordinal));
        Assert.Equal(PublicEvents.Types, types.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_documentation_names_every_type_and_field()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "events.md"));
        var rows = Row().Matches(text[..text.IndexOf("## The feed", StringComparison.Ordinal)]).ToDictionary(
            static match => match.Groups["name"].Value,
            static match => Code().Matches(match.Groups["fields"].Value).Select(static code => code.Groups["field"].Value).ToList(),
            StringComparer.Ordinal);
        foreach (var decision in PublicEvents.Decisions.Values)
        {
            foreach (var type in decision.Types)
            {
                Assert.True(rows.ContainsKey(type), type);
                Assert.Equal(FieldsOf(decision.DataType!), rows[type]);
            }
        }

        Assert.Equal([], rows.Keys.Except(PublicEvents.Types).Except(Nested.Select(static nested => nested.Name)));
        Assert.All(Nested, nested => Assert.Equal(FieldsOf(nested.Type), rows[nested.Name]));
    }

    [Fact]
    public async Task A_change_of_no_unit_is_not_told()
    {
        var journal = new InMemoryJournal();
        var events = new PublicEvents(new OrderFactsReader(journal));
        var nothing = Grains.Stock.StockItem.Codec.Write(new Grains.Stock.StockItem.Event.Allocated("a", "o", 5, 0));
        await journal.AppendAsync(new Append("stock/l/s", 0, [nothing], EventMetadata.None, DateTimeOffset.UnixEpoch));

        var recorded = Assert.Single(await journal.ReadFeedAsync(FeedPosition.Start, 10));

        Assert.Null(await events.TellAsync(recorded, default));
    }

    [Fact]
    public async Task An_event_of_a_later_version_is_not_skipped()
    {
        var journal = new InMemoryJournal();
        var events = new PublicEvents(new OrderFactsReader(journal));
        await journal.AppendAsync(new Append(
            "stock/l/s", 0, [new NewEvent("stock.from-the-future", "{}"u8.ToArray())], EventMetadata.None, DateTimeOffset.UnixEpoch));

        var recorded = Assert.Single(await journal.ReadFeedAsync(FeedPosition.Start, 10));

        await Assert.ThrowsAsync<InvalidDataException>(async () => await events.TellAsync(recorded, default));
    }

    [Fact]
    public async Task An_order_is_told_as_a_cloud_event()
    {
        var at = new DateTimeOffset(2026, 3, 1, 12, 30, 0, TimeSpan.Zero);
        var placed = new Order.Event.Placed(
            new Operation("op", "hash"),
            "2603-000001",
            "cart-1",
            "customer-1",
            "subject-1",
            Channel.Web,
            "GBP",
            new OrleansCommerce.Orders.Delivery(OrleansCommerce.Orders.DeliveryMethod.Ship, null, "address-1", 51.5, -0.1),
            [new Order.Line("1", "mug", "Mug", true, 2, 4.5m, 9m)],
            at,
            at.AddHours(1));
        var journal = new InMemoryJournal();
        var metadata = new EventMetadata(Subject: "subject-1", OperationId: "op", CorrelationId: "c");
        await journal.AppendAsync(new Append("order/o-1", 0, [Order.Codec.Write(placed)], metadata, at));
        var recorded = Assert.Single(await journal.ReadFeedAsync(FeedPosition.Start, 10));
        var told = await new PublicEvents(new OrderFactsReader(journal)).TellAsync(recorded, default);

        var json = System.Text.Encoding.UTF8.GetString(new CloudEventJson(new EventSettings { Source = "https://shop.example" }).Write(told!));

        var expected =
            $$$"""
            {"specversion":"1.0","id":"{{{told!.Id}}}","source":"https://shop.example","type":"order.placed","subject":"order/o-1",
            "time":"2026-03-01T12:30:00Z","datacontenttype":"application/json","partitionkey":"order/o-1","sequence":"00000000000000000001",
            "data":{"orderId":"o-1","orderNumber":"2603-000001","channel":"web","deliveryMethod":"ship","total":{"amount":9,"currency":"GBP"},
            "lines":[{"orderLineId":"1","sku":"mug","quantity":2,"unitPrice":{"amount":4.5,"currency":"GBP"},"total":{"amount":9,"currency":"GBP"}}],
            "placedAt":"2026-03-01T12:30:00+00:00","paymentDueAt":"2026-03-01T13:30:00+00:00"}}
            """;
        Assert.Equal(expected.Replace("\n", "", StringComparison.Ordinal), json);
        Assert.Matches("^[A-Za-z0-9_-]{22}$", told.Id);
    }

    /// <summary>The records inside of others, under the names that the documentation gives them.</summary>
    private static IReadOnlyList<(string Name, Type Type)> Nested { get; } =
    [
        .. PublicEvents.Decisions.Values.Where(static decision => decision.DataType is not null)
            .SelectMany(static decision => decision.DataType!.GetProperties())
            .SelectMany(static property => Inside(property.PropertyType))
            .Distinct()
            .Select(static type => (type.Name, type)),
    ];

    private static IEnumerable<Type> Inside(Type type)
    {
        var plain = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? type.GetGenericArguments()[0] : type;
        return plain == typeof(Money) || plain.Namespace == typeof(OrderPlaced).Namespace
            ? [plain, .. plain == typeof(Money) ? [] : plain.GetProperties().SelectMany(static property => Inside(property.PropertyType))]
            : [];
    }

    private static IEnumerable<string> FieldsOf(Type data) => data.GetConstructors()
        .MaxBy(static constructor => constructor.GetParameters().Length)!.GetParameters()
        .Select(static parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!));

    private static async Task<List<(string Name, PublicEvent Told)>> TellAllAsync()
    {
        var told = new List<(string, PublicEvent)>();
        foreach (var kind in Aggregates.All)
        {
            var happened = kind.EventTypes.SelectMany(EventSamples.Of).ToList();
            foreach (var one in happened)
            {
                var journal = new InMemoryJournal();
                var events = new PublicEvents(new OrderFactsReader(journal));
                object[] written = kind.Category == "order" && one is not (Order.Event.Placed or Order.Event.SoldAtTill)
                    ? [happened.OfType<Order.Event.Placed>().Single(), one]
                    : [one];
                await journal.AppendAsync(new Append(
                    EventSamples.StreamOf(kind), 0, [.. written.Select(Write)], EventMetadata.None, DateTimeOffset.UnixEpoch));
                foreach (var recorded in (await journal.ReadFeedAsync(FeedPosition.Start, 10)).Skip(written.Length - 1))
                {
                    if (await events.TellAsync(recorded, default) is { } seen)
                    {
                        told.Add((recorded.Type, seen));
                    }
                }
            }
        }

        return told;
    }

    private static NewEvent Write(object happened)
    {
        var name = happened.GetType().GetCustomAttribute<Orleans.AliasAttribute>()!.Alias;
        return new NewEvent(name, JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), EventJson.Options));
    }

    [GeneratedRegex("‹(?<path>[^›]+)›", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Text();

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \|[^|\n]*\|(?<fields>[^|\n]*)\|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<field>[^`]+)`", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Code();
}
