using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using OrleansCommerce.GraphQL;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Journal.PersonalData;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Silo.Security;

namespace OrleansCommerce.Silo.Carriers;

/// <summary>
/// Labels of the built-in carrier to be printed, <c>/labels/{location}/{parcel}.pdf</c>, for associates and administrators; those of announced
/// returns for whoever sees the order, too. The address comes from the erasable table at that moment, and lies in no file.
/// </summary>
internal sealed partial class LabelEndpoints(
    GrainCalls grains, IPersonalData addresses, CallerAuthentication authentication, ILogger<LabelEndpoints> logger)
{
    private const string Ending = ".pdf";

    /// <summary>Serves them.</summary>
    public static void Map(WebApplication app) => app.MapGet("/labels/{location}/{parcel}", (HttpContext context, string location, string parcel) =>
        context.RequestServices.GetRequiredService<LabelEndpoints>().AnswerAsync(context, location, parcel));

    private async Task<IResult> AnswerAsync(HttpContext context, string location, string name)
    {
        var (caller, reason) = await authentication.AuthenticateAsync(context, context.RequestServices);
        if (caller is null)
        {
            context.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
            return ErrorBody.Answer(StatusCodes.Status401Unauthorized, FaultCodes.Unauthenticated, reason);
        }

        var isReturn = name.EndsWith(Ending, StringComparison.Ordinal) && ReturnRequestId.TryGetOrderId(name[..^Ending.Length], out _);
        if (!Permissions.Allow(caller.Role, isReturn ? Permission.UseOrders : Permission.Fulfill))
        {
            return ErrorBody.Answer(StatusCodes.Status403Forbidden, FaultCodes.Forbidden, $"The role {caller.Role} may not do this.");
        }

        if (caller is { Role: Role.Associate, LocationIds: { } places } && !places.Contains(location, StringComparer.Ordinal))
        {
            return ErrorBody.Answer(
                StatusCodes.Status403Forbidden, FaultCodes.Forbidden, $"This is a label of '{location}': who asks works at {string.Join(", ", places)} alone.");
        }

        Caller.Current = caller;
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Vary = "Authorization";
        headers.XContentTypeOptions = "nosniff";
        headers["X-Robots-Tag"] = "noindex";
        try
        {
            var parcel = name.EndsWith(Ending, StringComparison.Ordinal) ? name[..^Ending.Length] : string.Empty;
            var found = isReturn ? FindReturnAsync(caller, location, parcel, context.RequestAborted) : FindAsync(location, parcel, context.RequestAborted);
            return await found is { } paper
                ? Results.File(LabelPdf.Of(paper), "application/pdf", fileDownloadName: null)
                : ErrorBody.Answer(
                    StatusCodes.Status404NotFound, FaultCodes.NotFound, "This location has no parcel with a label of that name, or its address was erased.");
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogFault(logger, fault);
            return ErrorBody.Answer(StatusCodes.Status503ServiceUnavailable, FaultCodes.Unavailable, "The label cannot be shown at the moment.");
        }
    }

    private async Task<LabelPaper?> FindAsync(string location, string fulfillmentId, CancellationToken cancellationToken)
    {
        if (!FulfillmentId.TryGetOrderId(fulfillmentId, out var orderId)
            || await grains.CallAsync((IOrderGrain grain) => grain.GetAsync(), orderId) is not { } order
            || order.Fulfillments.FirstOrDefault(candidate => candidate.Id == fulfillmentId) is not { Label: { State: LabelState.Bought } label } parcel
            || parcel.LocationId != location
            || await grains.CallAsync((ILocationGrain grain) => grain.GetAsync(), location) is not { } sender
            || await RecipientAsync(order.Delivery, cancellationToken) is not { } recipient)
        {
            return null;
        }

        return new LabelPaper(
            label.Carrier!,
            label.Service,
            label.TrackingNumber!,
            label.WeightGrams,
            LinesOf(sender),
            recipient,
            order.Number,
            parcel.Id,
            parcel.Lines.Sum(static line => line.Quantity));
    }

    /// <summary>From the customer, whose address may be unknown or erased, to the location.</summary>
    private async Task<LabelPaper?> FindReturnAsync(Caller caller, string location, string requestId, CancellationToken cancellationToken)
    {
        if (!ReturnRequestId.TryGetOrderId(requestId, out var orderId)
            || await grains.CallAsync((IOrderGrain grain) => grain.GetAsync(), orderId) is not { } order
            || !Access.Sees(caller, order)
            || (await grains.CallAsync((IOrderGrain grain) => grain.GetReturnRequestsAsync(), orderId)).FirstOrDefault(candidate => candidate.Id == requestId)
                is not { Label: { State: LabelState.Bought } label } request
            || request.LocationId != location
            || await grains.CallAsync((ILocationGrain grain) => grain.GetAsync(), location) is not { } recipient)
        {
            return null;
        }

        var sender = order.Delivery.LocationId is null ? await RecipientAsync(order.Delivery, cancellationToken) : null;
        return new LabelPaper(
            label.Carrier!,
            label.Service,
            label.TrackingNumber!,
            label.WeightGrams,
            sender ?? [request.Number],
            LinesOf(recipient),
            request.Number,
            request.Id,
            request.Lines.Sum(static line => line.Quantity));
    }

    private async Task<ImmutableArray<string>?> RecipientAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.LocationId is { } pickup)
        {
            return await grains.CallAsync((ILocationGrain grain) => grain.GetAsync(), pickup) is { } location ? LinesOf(location) : null;
        }

        if (delivery.AddressId is not { } id || await addresses.GetAsync(id, cancellationToken) is not { } json)
        {
            return null;
        }

        var address = JsonSerializer.Deserialize<AddressInput>(json, JsonSerializerOptions.Web)!;
        return [address.Name, address.Street, $"{address.Postcode} {address.City}", address.Country];
    }

    private static ImmutableArray<string> LinesOf(LocationDetails location) =>
        location.Country is { } country ? [location.Name, location.Id, country] : [location.Name, location.Id];

    [LoggerMessage(2050, LogLevel.Warning, "A label could not be shown")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
