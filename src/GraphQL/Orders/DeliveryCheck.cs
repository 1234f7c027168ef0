using System.Text.Json;
using OrleansCommerce.Carts;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Privacy;

namespace OrleansCommerce.GraphQL;

/// <summary>Makes of a delivery's input what an order may carry: the address goes to the erasable table, and its id to the order.</summary>
public sealed class DeliveryCheck(GrainCalls grains, IPersonalDataStore personalData, ServedAreas served)
{
    /// <summary>The delivery.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="operationId">Of placeOrder.</param>
    /// <param name="cart">That becomes an order: whose data the address is.</param>
    /// <param name="input">As given.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public async Task<Result<Delivery>> AcceptAsync(
        Caller caller, string operationId, CartDetails cart, DeliveryInput input, CancellationToken cancellationToken)
    {
        return input.Method switch
        {
            // A cart of no customer is a guest's: the data is then its owner's.
            DeliveryMethod.Ship => await ShipAsync(
                caller,
                operationId,
                cart.CustomerId ?? cart.OwnerSubject,
                input,
                () => grains.CallAsync((ICartGrain grain) => grain.KnowsCheckoutAsync(operationId), cart.Id),
                cancellationToken),
            DeliveryMethod.StorePickup => await PickupAsync(input, LocationKind.Store, "a store"),
            DeliveryMethod.LockerPickup => await PickupAsync(input, LocationKind.LockerBank, "a locker bank"),
            _ => new InvalidInput(
                "delivery.method", "must be STORE_PICKUP, LOCKER_PICKUP or SHIP; what is taken at a till is sold with sellAtTill."),
        };
    }

    private async Task<Result<Delivery>> PickupAsync(DeliveryInput input, LocationKind kind, string what)
    {
        if (input.LocationId is not { } locationId)
        {
            return new InvalidInput("delivery.locationId", $"must name {what} for this method.");
        }

        var location = Ids.IsLocation(locationId)
            ? await grains.CallAsync((ILocationGrain grain) => grain.GetAsync(), locationId)
            : null;
        if (location is null)
        {
            return new NotFound("location", locationId);
        }

        return location.Kind == kind
            ? new Delivery(input.Method, locationId, AddressId: null)
            : new InvalidInput("delivery.locationId", $"must name {what} for this method.");
    }

    /// <summary>The delivery to an address.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="operationId">Of the mutation.</param>
    /// <param name="subject">Whose data the address is.</param>
    /// <param name="input">As given.</param>
    /// <param name="wasTaken">Whether the mutation was taken down before: then its answer stands, wherever goods are sent to now.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    /// <param name="path">Where the delivery's fields are in the mutation's input: empty, or with a dot at its end.</param>
    public async Task<Result<Delivery>> ShipAsync(
        Caller caller,
        string operationId,
        string subject,
        DeliveryInput input,
        Func<Task<bool>> wasTaken,
        CancellationToken cancellationToken,
        string path = "delivery.")
    {
        var field = $"{path}address";
        if (input.Address is not { } address)
        {
            return new InvalidInput(field, "must be given for SHIP.");
        }

        if (address.Check(field) is { } invalid)
        {
            return invalid;
        }

        if (served.Refusal(address.Country, address.Postcode, $"{field}.") is { } notServed && !await wasTaken())
        {
            return notServed;
        }

        if (GeoPoint.Check(input.Latitude, input.Longitude, path) is { } nowhere)
        {
            return nowhere;
        }

        var addressId = DerivedId.Of("address", caller, operationId);
        var kept = await personalData.PutAsync(
            addressId, subject, JsonSerializer.Serialize(address, JsonSerializerOptions.Web), cancellationToken);
        return kept
            ? new Delivery(input.Method, LocationId: null, addressId, GeoPoint.Roughly(input.Latitude), GeoPoint.Roughly(input.Longitude))
            : new OperationIdReused(operationId);
    }
}
