using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Search;
using OrleansCommerce.Tills;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about tills.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class TillSessionQueries
{
    /// <summary>
    /// A session of a till, as it is at this moment; null when there is none, or it is older than the till's newest 400. Of an open session
    /// this is the X report, which closes nothing. Needs the role Pos, Associate or Admin.
    /// </summary>
    /// <param name="tillId">Which till.</param>
    /// <param name="number">Which session; the newest when left out.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<TillSession?> GetTillSessionAsync(
        [GraphQLType<NonNullType<IdType>>] string tillId, int? number, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.KeepTill);
        return Ids.IsLocation(tillId) && await grains.CallAsync((ITillGrain grain) => grain.GetSessionAsync(number), tillId) is { } session
            ? new TillSession(session)
            : null;
    }

    /// <summary>What a till took and gave back while it had no session, by currency, at most one for each. Needs the role Associate or Admin.</summary>
    /// <param name="tillId">Which till.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<IReadOnlyList<TillSums>> GetTillTotalsWithoutSessionAsync(
        [GraphQLType<NonNullType<IdType>>] string tillId, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.WatchShop);
        return Ids.IsLocation(tillId)
            ? [.. (await grains.CallAsync((ITillGrain grain) => grain.GetOutsideAsync(), tillId)).Totals.Select(static sums => new TillSums(sums))]
            : [];
    }

    /// <summary>Sessions of tills, newest first: of each till the newest 400. Needs the role Associate or Admin.</summary>
    /// <param name="locationId">Only at this location; at every one when left out.</param>
    /// <param name="open">Only those that are open, or only those that are not; both when left out.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="list">The list.</param>
    /// <param name="grains">Calls grains.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<TillSessionConnection> GetTillSessionsAsync(
        [GraphQLType<IdType>] string? locationId,
        bool? open,
        int? first,
        string? after,
        [Service] ITillSearch list,
        [Service] GrainCalls grains,
        CancellationToken cancellationToken)
    {
        Access.Demand(Permission.WatchShop);
        var page = await Paging.AskAsync(first, after, asked => list.FindSessionsAsync(locationId, open, asked, cancellationToken));
        var sessions = await Task.WhenAll(page.Nodes.Select(
            key => grains.CallAsync((ITillGrain grain) => grain.GetSessionAsync(key.Number), key.TillId)));

        // The list knows which sessions there are, their tills know what is in them.
        var known = sessions.Zip(page.Cursors).Where(static found => found.First is not null).ToList();
        return new TillSessionConnection(new Page<TillSessionDetails>(
            [.. known.Select(static found => found.First!)], [.. known.Select(static found => found.Second)], page.HasNextPage, page.TotalCount)
        {
            HasPreviousPage = page.HasPreviousPage,
        });
    }
}
