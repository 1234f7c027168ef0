using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Locations;

namespace OrleansCommerce.GraphQL;

/// <summary>Changes to locations.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class LocationMutations
{
    /// <summary>
    /// Registers a location, or changes it; its kind cannot change. Repeated, it sets the same again: it goes without an operation id.
    /// Needs the role Admin.
    /// </summary>
    /// <param name="input">What the location is.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<UpsertLocationPayload> UpsertLocationAsync(UpsertLocationInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.ChangeCatalog);
        var invalid = Ids.CheckLocation(input.Id, "id")
            ?? (input.Country is { } country ? Countries.Check(country, "country") : null)
            ?? GeoPoint.Check(input.Latitude, input.Longitude);
        if (invalid is not null)
        {
            return UpsertLocationPayload.Of(invalid);
        }

        var command = new UpsertLocation(
            input.Name,
            input.Kind,
            input.Country,
            input.Latitude,
            input.Longitude,
            input.HandlingCost,
            input.DailyCapacity,
            input.LeadHours);
        var answer = await grains.CallAsync((ILocationGrain grain) => grain.UpsertAsync(command), input.Id);
        return answer.Succeeded
            ? new UpsertLocationPayload { Location = new Location(answer.Value) }
            : UpsertLocationPayload.Of(answer.Failure);
    }
}
