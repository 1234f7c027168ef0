namespace OrleansCommerce.Replay;

/// <summary>From a paid order's shelves into the customer's hands, on each path.</summary>
internal sealed class HandingOver(Sender sender, OperationIds ids, LockerBanks lockers)
{
    /// <summary>The file knows no weights. What the built-in carrier takes in a parcel is 31.5 kg.</summary>
    private const int GramsPerUnit = 50;
    private const int GramsMax = 31_500;

    /// <summary>Hands all of it over.</summary>
    /// <returns>Whether nothing was refused.</returns>
    public async Task<bool> HandOverAsync(Invoice invoice, OrderAnswer order, SalesPath path, CancellationToken cancellationToken)
    {
        var store = Countries.StoreOf(invoice.Country);
        var parcels = order.Fulfillments;
        return path switch
        {
            SalesPath.TwoParcels => await SendAsync(Mutation.BuyLabel, parcels, LabelOf)
                && await TrackAsync("IN_TRANSIT")
                && await TrackAsync("DELIVERED"),
            SalesPath.Collected => await StepAsync("pick", Mutation.PickFulfillment, parcels)
                && await StepAsync("pack", Mutation.PackFulfillment, parcels)
                && await StepAsync("ship", Mutation.ShipFulfillment, [.. parcels.Where(parcel => parcel.Location.Id != store)])
                && await StepAsync("ready", Mutation.MarkReadyForPickup, parcels)
                && await StepAsync("collect", Mutation.CollectFulfillment, parcels),
            SalesPath.Locker => await StepAsync("pick", Mutation.PickFulfillment, parcels)
                && await StepAsync("pack", Mutation.PackFulfillment, parcels)
                && await StepAsync("ship", Mutation.ShipFulfillment, parcels)
                && await lockers.FetchAsync(invoice, parcels, cancellationToken),
            _ => await StepAsync("ship", Mutation.ShipFulfillment, parcels),
        };

        object LabelOf(FulfillmentAnswer parcel) =>
            new { operationId = ids.Of("label", parcel.Id), fulfillmentId = parcel.Id, weightGrams = WeightOf(parcel) };

        Task<bool> TrackAsync(string status) =>
            SendAsync(Mutation.TrackParcel, parcels, parcel => new { operationId = ids.Of(status, parcel.Id), fulfillmentId = parcel.Id, status });

        Task<bool> StepAsync(string step, Mutation mutation, IReadOnlyList<FulfillmentAnswer> some) =>
            SendAsync(mutation, some, parcel => new { operationId = ids.Of(step, parcel.Id), fulfillmentId = parcel.Id });

        async Task<bool> SendAsync(Mutation mutation, IReadOnlyList<FulfillmentAnswer> some, Func<FulfillmentAnswer, object> input) =>
            some.Count == 0
            || await sender.SendAsync<Payload>(invoice.Name, mutation, [.. some.Select(input)], cancellationToken) is not null;
    }

    private static int WeightOf(FulfillmentAnswer parcel) => (int)Math.Min(GramsMax, parcel.Lines.Sum(line => (long)line.Quantity) * GramsPerUnit);
}
