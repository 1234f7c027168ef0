using OrleansCommerce.Silo.Security;

namespace OrleansCommerce.Silo.Pages;

/// <summary>
/// Signs in with one click, in Development with its own signing key alone; elsewhere there is no such address. A page of another
/// site can neither send the JSON that is asked for nor read the answer.
/// </summary>
internal static class DemoSignIn
{
    private const string Path = "/console/demo-sign-in";
    private static readonly TimeSpan ValidFor = TimeSpan.FromHours(12);

    private static readonly DemoRole[] Roles =
    [
        new("admin", Role.Admin, "demo-admin", Device: null),
        new("associate", Role.Associate, "demo-associate", Device: null),
        new("till", Role.Pos, "demo-till", "till-1"),
        new("locker", Role.Device, "demo-locker", "locker-1"),
        new("customer", Role.Customer, "demo-customer", Device: null),
    ];

    /// <summary>Tells which roles there are, and gives tokens for them.</summary>
    public static void MapDemoSignIn(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<AuthSettings>();
        var offered = app.Environment.IsDevelopment() && settings.SigningKey is not null ? Roles : [];
        app.MapGet(Path, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.Ok(new { roles = offered.Select(role => role.Id) });
        });
        app.MapPost(Path, (HttpContext context, DemoSignInRequest request, TimeProvider time) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return offered.FirstOrDefault(role => role.Id == request.Role) is { } role
                ? Results.Ok(new { token = TokenIssuer.Issue(settings, role.Role, role.Subject, role.Device, time.GetUtcNow(), ValidFor) })
                : Results.NotFound();
        });
    }

    private sealed record DemoRole(string Id, Role Role, string Subject, string? Device);
}

/// <summary>Which of the demo's roles.</summary>
internal sealed record DemoSignInRequest(string? Role);
