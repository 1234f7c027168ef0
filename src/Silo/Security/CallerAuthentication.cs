using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace OrleansCommerce.Silo.Security;

/// <summary>
/// Finds out who asks, from the header <c>Authorization</c>. A request without it acts as an administrator in development, and is
/// refused elsewhere; a bad token is refused everywhere.
/// </summary>
internal sealed class CallerAuthentication(IHostEnvironment environment)
{
    /// <summary>The administrator that acts for requests without a token, in development.</summary>
    public const string DevelopmentSubject = "dev-admin";

    private static readonly object Key = new();

    /// <summary>The caller of an earlier <see cref="AuthenticateAsync"/> of the request.</summary>
    public static Caller? Of(HttpContext context) => context.Items[Key] as Caller;

    /// <summary>Who asks; null, with a reason, when nobody may be let in.</summary>
    public async Task<(Caller? Caller, string Reason)> AuthenticateAsync(HttpContext context)
    {
        var (caller, reason) = await ReadAsync(context);
        context.Items[Key] = caller;
        return (caller, reason);
    }

    private async Task<(Caller? Caller, string Reason)> ReadAsync(HttpContext context)
    {
        var correlationId = CorrelationIds.Of(context);
        var answer = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (answer.Succeeded)
        {
            if (CallerClaims.Read(answer.Principal, correlationId, out var reason) is not { } caller)
            {
                return (null, reason);
            }

            context.User = answer.Principal;
            return (caller, string.Empty);
        }

        if (context.Request.Headers.Authorization.Count > 0)
        {
            return (null, "The token is not valid.");
        }

        return environment.IsDevelopment()
            ? (new Caller(DevelopmentSubject, Role.Admin, CorrelationId: correlationId), string.Empty)
            : (null, "The request has no token; send one in the header 'Authorization: Bearer …'.");
    }
}
