using System.Collections.Immutable;
using System.Text.Json;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Orders;
using OrleansCommerce.Search;

namespace OrleansCommerce.Views.Search;

/// <summary>Reads an order's own stream.</summary>
internal sealed class OrderHistory(IJournal journal) : IOrderHistory
{
    private const string Category = "order";

    /// <inheritdoc/>
    public async Task<ImmutableArray<OrderChange>> ReadAsync(
        string orderId, long? beforeVersion, int count, CancellationToken cancellationToken)
    {
        // An order has a few dozen events: it is read up to the place, and the last are kept.
        var last = new Queue<RecordedEvent>(count);
        await foreach (var recorded in journal.ReadStreamAsync(
            $"{Category}/{orderId}", 0, beforeVersion - 1 ?? long.MaxValue, cancellationToken))
        {
            if (last.Count == count)
            {
                last.Dequeue();
            }

            last.Enqueue(recorded);
        }

        return [.. last.Reverse().Select(ChangeOf)];
    }

    private static OrderChange ChangeOf(RecordedEvent recorded)
    {
        var change = new OrderChange(
            recorded.Version,
            recorded.At,
            recorded.Type[(Category.Length + 1)..],
            Amount: null,
            Status: null,
            Reference: null,
            LocationId: null,
            Reason: null,
            recorded.Metadata.Subject,
            recorded.Metadata.Role,
            recorded.Metadata.Device);
        return Order.Codec.Read(recorded) switch
        {
            Order.Event.Placed e => change with { Amount = e.Lines.Sum(line => line.Total), LocationId = e.Delivery.LocationId },
            Order.Event.SoldAtTill e => change with { Amount = e.Lines.Sum(line => line.Total), LocationId = e.LocationId },
            Order.Event.AllocationAnswered e => change with { Reference = e.AllocationId },
            Order.Event.AllocationReleased e => change with { Reference = e.AllocationId },
            Order.Event.PromiseLost e => change with { Reference = e.AllocationId },
            Order.Event.PromiseTrimmed e => change with { Reference = e.AllocationId },
            Order.Event.ShortageFound e => change with { Reference = e.Sku },
            Order.Event.Rejected e => change with { Reference = e.Sku },
            Order.Event.PaymentStarted e => change with { Reference = e.PaymentKey, Amount = e.Amount },
            Order.Event.PaymentPending e => change with { Reference = e.PaymentKey },
            Order.Event.Paid e => change with { Reference = e.PaymentKey, Amount = e.Amount },
            Order.Event.PaidAtTill e => change with { Amount = e.Tenders.Sum(tender => tender.Amount), LocationId = e.LocationId },
            Order.Event.CashPaidOut e => change with { Amount = e.Amount, LocationId = e.LocationId },
            Order.Event.TillTold e => change with { Reference = e.EntryId },
            Order.Event.Authorized e => change with { Reference = e.PaymentKey, Amount = e.Amount },
            Order.Event.AuthorizationRenewed e => change with { Reference = e.PaymentKey },
            Order.Event.AuthorizationLapsed e => change with { Reference = e.PaymentKey, Amount = e.Amount, Reason = e.Code },
            Order.Event.AuthorizationVoided e => change with { Reference = e.PaymentKey },
            Order.Event.VoidPending e => change with { Reference = e.PaymentKey },
            Order.Event.RenewalStarted e => change with { Reference = e.PaymentKey, Amount = e.Amount },
            Order.Event.RenewalPending e => change with { Reference = e.PaymentKey },
            Order.Event.CaptureStarted e => change with { Reference = e.CaptureKey, Amount = e.Amount },
            Order.Event.CapturePending e => change with { Reference = e.CaptureKey },
            Order.Event.Captured e => change with { Reference = e.CaptureKey, Amount = e.Amount },
            Order.Event.CaptureDeclined e => change with { Reference = e.CaptureKey, Reason = e.Code },
            Order.Event.Released e => change with { Reference = e.ReleaseKey, Amount = e.Amount },
            Order.Event.PaymentDeclined e => change with { Reference = e.PaymentKey, Reason = e.Code },
            Order.Event.CancellationStarted e => change with { Reason = e.Reason },
            Order.Event.RefundStarted e => change with { Reference = e.RefundKey, Amount = e.Amount },
            Order.Event.RefundRedirected e => change with { Reference = e.RefundKey },
            Order.Event.RefundPending e => change with { Reference = e.RefundKey },
            Order.Event.Refunded e => change with { Reference = e.RefundKey, Amount = e.Amount },
            Order.Event.RefundDeclined e => change with { Reference = e.RefundKey, Reason = e.Code },
            Order.Event.FulfillmentAdvanced e => change with { Reference = e.FulfillmentId, Status = e.Status, LocationId = e.LocationId },
            Order.Event.PickupReminded e => change with { Reference = e.FulfillmentId },
            Order.Event.PickupExpired e => change with { Reference = e.FulfillmentId, Status = FulfillmentStatus.Expired },
            Order.Event.ParcelRetrieved e => change with { Reference = e.FulfillmentId, LocationId = e.LocationId },
            Order.Event.ParcelTakenBack e => change with { Reference = e.FulfillmentId, LocationId = e.LocationId },
            Order.Event.ParcelTracked e => change with { Reference = e.FulfillmentId, Reason = e.Reason ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(e.Status.ToString()) },
            Order.Event.ParcelLossResolved e => change with { Reference = e.FulfillmentId, Reason = JsonNamingPolicy.SnakeCaseLower.ConvertName(e.Resolution.ToString()) },
            Order.Event.LossWrittenOff e => change with { Reference = e.FulfillmentId },
            Order.Event.LabelStarted e => change with { Reference = e.FulfillmentId },
            Order.Event.LabelPending e => change with { Reference = e.FulfillmentId },
            Order.Event.LabelBought e => change with { Reference = e.FulfillmentId },
            Order.Event.LabelRefused e => change with { Reference = e.FulfillmentId, Reason = e.Code },
            Order.Event.LabelVoidStarted e => change with { Reference = e.FulfillmentId },
            Order.Event.LabelVoidPending e => change with { Reference = e.FulfillmentId },
            Order.Event.LabelVoided e => change with { Reference = e.FulfillmentId },
            Order.Event.LabelVoidRefused e => change with { Reference = e.FulfillmentId, Reason = e.Code },
            Order.Event.EditStarted e => change with { Amount = e.Lines.Sum(line => line.Total) },
            Order.Event.EditFailed e => change with { Reference = e.Shortage?.Sku },
            Order.Event.Edited e => change with { Amount = e.Lines.Sum(line => line.Total) },
            Order.Event.ParcelSplit e => change with { Reference = e.Fulfillment.Id, LocationId = e.Fulfillment.LocationId },
            Order.Event.PromiseParted e => change with { Reference = e.NewAllocationId },
            Order.Event.UnitsCancelled e => change with { Amount = e.Lines.Sum(line => line.Amount), Reason = e.Reason },
            Order.Event.FulfillmentDispatched e => change with { Reference = e.FulfillmentId },
            Order.Event.Returned e => change with { Reference = e.ReturnId, Amount = e.Refund, LocationId = e.LocationId, Reason = e.Reason },
            Order.Event.ReturnRequested e => change with { Reference = e.RequestId, LocationId = e.LocationId },
            Order.Event.ReturnAuthorized e => change with { Reference = e.RequestId },
            Order.Event.ReturnLabelAnswered e => change with { Reference = e.RequestId, Reason = e.Code },
            Order.Event.ReturnRejected e => change with { Reference = e.RequestId, Reason = e.Reason },
            Order.Event.ReturnCancelled e => change with { Reference = e.RequestId },
            Order.Event.ReturnExpired e => change with { Reference = e.RequestId },
            Order.Event.ReturnTracked e => change with { Reference = e.RequestId, Reason = e.Reason ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(e.Status.ToString()) },
            Order.Event.ReturnDroppedOff e => change with { Reference = e.RequestId, LocationId = e.LocationId },
            Order.Event.ReturnFetched e => change with { Reference = e.RequestId, LocationId = e.LocationId },
            Order.Event.ReturnArrived e => change with { Reference = e.RequestId, LocationId = e.LocationId },
            Order.Event.ReturnInspected e => change with { Reference = e.RequestId, LocationId = e.LocationId },
            Order.Event.ReturnLost e => change with { Reference = e.RequestId },
            Order.Event.ReturnFound e => change with { Reference = e.RequestId, LocationId = e.LocationId },
            Order.Event.ReturnFoundBooked e => change with { Reference = e.RequestId },
            Order.Event.ReturnCountForgotten e => change with { Reference = e.RequestId },
            Order.Event.ReceiptIssued e => change with { Reference = e.ReceiptId, Amount = e.Total },
            Order.Event.ReturnRestocked e => change with { Reference = e.ReturnId },
            _ => change,
        };
    }
}
