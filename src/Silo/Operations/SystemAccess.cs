using Microsoft.AspNetCore.Authentication.JwtBearer;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.Journal;
using OrleansCommerce.Silo.Security;

namespace OrleansCommerce.Silo.Operations;

/// <summary>Lets administrators alone in, and makes of every bad state a JSON error with a code, of the API's own form.</summary>
internal sealed partial class SystemAccess(CallerAuthentication authentication, ILogger<SystemAccess> logger) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        var (caller, reason) = await authentication.AuthenticateAsync(http, http.RequestServices);
        if (caller is null)
        {
            http.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
            return ErrorBody.Answer(StatusCodes.Status401Unauthorized, FaultCodes.Unauthenticated, reason);
        }

        if (caller.Role != Role.Admin)
        {
            return ErrorBody.Answer(StatusCodes.Status403Forbidden, FaultCodes.Forbidden, $"The system's pages are for the role '{nameof(Role.Admin)}'.");
        }

        try
        {
            return await next(context);
        }
        catch (RefusedException refused)
        {
            return ErrorBody.Answer(refused.Status, refused.Code, refused.Message);
        }
        catch (JournalUnavailableException away)
        {
            return ErrorBody.Answer(StatusCodes.Status503ServiceUnavailable, FaultCodes.Unavailable, away.Message);
        }
        catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested)
        {
            LogFault(logger, fault, http.Request.Path);
            return ErrorBody.Answer(StatusCodes.Status503ServiceUnavailable, FaultCodes.Unavailable, "This cannot be read at the moment; the log says why.");
        }
    }

    [LoggerMessage(2030, LogLevel.Warning, "{Path} of the console failed")]
    private static partial void LogFault(ILogger logger, Exception exception, string path);
}

/// <summary>A request of an operator cannot be served.</summary>
internal sealed class RefusedException(int status, string code, string message) : Exception(message)
{
    /// <summary>Of HTTP.</summary>
    public int Status { get; } = status;

    /// <summary>One of <see cref="FaultCodes"/>.</summary>
    public string Code { get; } = code;

    /// <summary>An argument that no request may carry.</summary>
    public static RefusedException Bad(string message) => new(StatusCodes.Status400BadRequest, FaultCodes.BadUserInput, message);

    /// <summary>Who would have to answer does not.</summary>
    public static RefusedException Away(string message) => new(StatusCodes.Status503ServiceUnavailable, FaultCodes.Unavailable, message);

    /// <summary>It does not exist.</summary>
    public static RefusedException Missing(string message) => new(StatusCodes.Status404NotFound, FaultCodes.NotFound, message);
}
