using Microsoft.AspNetCore.Authentication.JwtBearer;
using OrleansCommerce.GraphQL.Faults;

namespace OrleansCommerce.Silo.Security;

/// <summary>
/// Puts who asks into the request context, from where it travels to every grain and into the journal. A request that does not
/// say who asks is refused; a socket may still say so in its first message.
/// </summary>
internal sealed class CallerMiddleware(CallerAuthentication authentication)
{
    /// <summary>Nobody yet: until a socket's first message says who asks, it may do no more than any shopper.</summary>
    private static readonly Caller Unknown = new("unknown", Role.Customer);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.WebSockets.IsWebSocketRequest && context.Request.Headers.Authorization.Count == 0)
        {
            Caller.Current = Unknown;
            await next(context);
            return;
        }

        var (caller, reason) = await authentication.AuthenticateAsync(context, context.RequestServices);
        if (caller is null)
        {
            await RefuseAsync(context, reason);
            return;
        }

        Caller.Current = caller;
        await next(context);
    }

    private static Task RefuseAsync(HttpContext context, string message)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
        return context.Response.WriteAsJsonAsync(ErrorBody.Of(FaultCodes.Unauthenticated, message), context.RequestAborted);
    }
}
