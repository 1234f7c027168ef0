using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace OrleansCommerce.Silo.Security;

/// <summary>
/// Finds out who asks, from the header <c>Authorization</c>: a bearer token, or the signature of a locker bank's hardware. A request without
/// it acts as an administrator in development, and is refused elsewhere; a bad token or signature is refused everywhere.
/// </summary>
internal sealed class CallerAuthentication(IHostEnvironment environment, RecentTokens recent, LockerSignature signatures)
{
    /// <summary>The administrator that acts for requests without a token, in development.</summary>
    public const string DevelopmentSubject = "dev-admin";

    private static readonly object Key = new();

    /// <summary>The caller of an earlier <see cref="AuthenticateAsync"/> of the request.</summary>
    public static Caller? Of(HttpContext context) => context.Items[Key] as Caller;

    /// <summary>Who asks; null, with a reason, when nobody may be let in.</summary>
    /// <param name="context">The request.</param>
    /// <param name="services">A scope: what the framework found out about the request's token is kept for as long as it.</param>
    public async Task<(Caller? Caller, string Reason)> AuthenticateAsync(HttpContext context, IServiceProvider services)
    {
        var (caller, reason) = await ReadAsync(context, services.GetRequiredService<IAuthenticationService>());
        context.Items[Key] = caller;
        return (caller, reason);
    }

    private async Task<(Caller? Caller, string Reason)> ReadAsync(HttpContext context, IAuthenticationService tokens)
    {
        var correlationId = CorrelationIds.Of(context);
        var header = context.Request.Headers.Authorization;
        if (recent.Find(header) is { } known)
        {
            context.User = known.Principal;
            return (known.Caller with { CorrelationId = correlationId }, string.Empty);
        }

        if (LockerSignature.IsIn(header))
        {
            return await signatures.ReadAsync(context, correlationId);
        }

        var answer = await tokens.AuthenticateAsync(context, JwtBearerDefaults.AuthenticationScheme);
        if (answer.Succeeded)
        {
            if (CallerClaims.Read(answer.Principal, correlationId, out var reason) is not { } caller)
            {
                return (null, reason);
            }

            recent.Remember(header, answer.Principal, caller, answer.Properties?.ExpiresUtc);
            context.User = answer.Principal;
            return (caller, string.Empty);
        }

        if (header.Count > 0)
        {
            return (null, "The token is not valid.");
        }

        return environment.IsDevelopment()
            ? (new Caller(DevelopmentSubject, Role.Admin, CorrelationId: correlationId), string.Empty)
            : (null, "The request has no token; send one in the header 'Authorization: Bearer …'.");
    }
}
