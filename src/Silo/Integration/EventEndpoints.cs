using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.Integration.Feed;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Silo.Integration;

/// <summary>
/// <c>GET /events?after=CURSOR&amp;types=a,b&amp;first=100&amp;wait=20</c>: what happened, page by page, for systems that keep a cursor.
/// </summary>
internal sealed partial class EventEndpoints(EventFeedReader feed, ILogger<EventEndpoints> logger)
{
    /// <summary>Where it is served.</summary>
    public const string Path = "/events";

    /// <summary>Requests that may wait at the same time; each holds a connection and looks at the feed twice a second.</summary>
    private const int WaitingMax = 100;

    private int _waiting;

    /// <summary>Serves it, to callers that <see cref="Security.CallerMiddleware"/> knows.</summary>
    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<EventEndpoints>(app.Services);
        app.MapGet(Path, (HttpContext context, CancellationToken cancellationToken) => endpoints.ReadAsync(context, cancellationToken));
    }

    private async Task<IResult> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!Permissions.Allow(Caller.Current.Role, Permission.ReadEvents))
        {
            return ErrorBody.Answer(StatusCodes.Status403Forbidden, FaultCodes.Forbidden, $"The role {Caller.Current.Role} may not do this.");
        }

        if (!EventQuery.TryRead(context.Request.Query, out var query, out var wrong))
        {
            return ErrorBody.Answer(StatusCodes.Status400BadRequest, FaultCodes.BadUserInput, wrong);
        }

        var waits = query.Wait > TimeSpan.Zero ? 1 : 0;
        try
        {
            if (Interlocked.Add(ref _waiting, waits) > WaitingMax && waits > 0)
            {
                context.Response.Headers.RetryAfter = "1";
                return ErrorBody.Answer(
                    StatusCodes.Status503ServiceUnavailable, FaultCodes.Busy, $"{WaitingMax} requests wait for events already; ask without wait.");
            }

            var page = await feed.ReadAsync(query.After, query.Types, query.First, query.Wait, cancellationToken);
            return Results.Bytes(page, "application/json; charset=utf-8");
        }
        catch (JournalUnavailableException away)
        {
            return ErrorBody.Answer(StatusCodes.Status503ServiceUnavailable, FaultCodes.Unavailable, away.Message);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(logger, fault);
            return ErrorBody.Answer(StatusCodes.Status503ServiceUnavailable, FaultCodes.Unavailable, "Events cannot be read at the moment; the log says why.");
        }
        finally
        {
            Interlocked.Add(ref _waiting, -waits);
        }
    }

    [LoggerMessage(2045, LogLevel.Warning, "The feed of events cannot be read")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
