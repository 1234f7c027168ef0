using Microsoft.AspNetCore.Authentication.JwtBearer;
using OrleansCommerce.Silo.Security;

namespace OrleansCommerce.Silo.Engine;

/// <summary>
/// Lets administrators alone see the dashboard: it shows what runs, method by method. They say who they are as everywhere, with a
/// token in the header <c>Authorization</c>.
/// </summary>
internal sealed class DashboardAccess(CallerAuthentication authentication)
{
    /// <summary>Where the dashboard is served.</summary>
    public const string Path = "/dashboard";

    /// <summary>Goes on for an administrator; 401 for nobody, 403 for others.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var (caller, reason) = await authentication.AuthenticateAsync(context, context.RequestServices);
        if (caller is null)
        {
            context.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, reason);
        }
        else if (caller.Role != Role.Admin)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, $"The dashboard is for the role '{nameof(Role.Admin)}'.");
        }
        else
        {
            await next(context);
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(reason, context.RequestAborted);
    }
}
