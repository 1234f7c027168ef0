using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using OrleansCommerce.GraphQL.Faults;

namespace OrleansCommerce.Silo.Security;

/// <summary>
/// Puts who asks into the request context, from where it travels to every grain and into the journal. A request that does not
/// say who asks is refused, except in development, where it acts as an administrator; a bad token is refused everywhere.
/// </summary>
internal sealed class CallerMiddleware(IHostEnvironment environment)
{
    /// <summary>The administrator that acts for requests without a token, in development.</summary>
    public const string DevelopmentSubject = "dev-admin";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var correlationId = CorrelationIds.Of(context);
        var answer = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (answer.Succeeded)
        {
            if (CallerClaims.Read(answer.Principal, correlationId, out var reason) is not { } caller)
            {
                await RefuseAsync(context, reason);
                return;
            }

            context.User = answer.Principal;
            Caller.Current = caller;
        }
        else if (context.Request.Headers.Authorization.Count > 0)
        {
            await RefuseAsync(context, "The token is not valid.");
            return;
        }
        else if (environment.IsDevelopment())
        {
            Caller.Current = new Caller(DevelopmentSubject, Role.Admin, CorrelationId: correlationId);
        }
        else
        {
            await RefuseAsync(context, "The request has no token; send one in the header 'Authorization: Bearer …'.");
            return;
        }

        await next(context);
    }

    private static Task RefuseAsync(HttpContext context, string message)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
        return context.Response.WriteAsJsonAsync(
            new { errors = new[] { new { message, extensions = new { code = FaultCodes.Unauthenticated } } } }, context.RequestAborted);
    }
}
