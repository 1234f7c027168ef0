using System.Collections.Immutable;
using System.Security.Claims;

namespace OrleansCommerce.Silo.Security;

/// <summary>The claims of a token that say who asks.</summary>
internal static class CallerClaims
{
    /// <summary>An opaque id, 1 to 100 characters.</summary>
    public const string Subject = "sub";

    /// <summary>One of the roles but <c>System</c>; case does not matter.</summary>
    public const string Role = "role";

    /// <summary>The till or locker; may be missing.</summary>
    public const string Device = "device";

    /// <summary>A location whose parcels an associate works on, once for each; of all when it is missing.</summary>
    public const string Location = "location";

    private const int SubjectLengthMax = 100;

    /// <summary>The caller that a valid token names; null, with a reason, when a claim is missing or cannot be right.</summary>
    public static Caller? Read(ClaimsPrincipal principal, string correlationId, out string reason)
    {
        var subject = principal.FindFirstValue(Subject);
        if (subject is not { Length: >= 1 and <= SubjectLengthMax })
        {
            reason = $"The token's claim '{Subject}' must have 1 to {SubjectLengthMax} characters.";
            return null;
        }

        if (!TryParseRole(principal.FindFirstValue(Role), out var role))
        {
            reason = $"The token's claim '{Role}' must be one of {RoleNames}.";
            return null;
        }

        reason = string.Empty;
        var locations = principal.FindAll(Location).Select(static claim => claim.Value).ToImmutableArray();
        return new Caller(subject, role, principal.FindFirstValue(Device), correlationId, LocationIds: locations.IsEmpty ? null : locations);
    }

    /// <summary>The roles that a token may name.</summary>
    public static string RoleNames { get; } =
        string.Join(", ", Enum.GetNames<OrleansCommerce.Role>().Where(name => name != nameof(OrleansCommerce.Role.System)));

    /// <summary>A role by its name; the system's own is nobody's to claim, and a number is no name.</summary>
    public static bool TryParseRole(string? name, out OrleansCommerce.Role role) =>
        Enum.TryParse(name, ignoreCase: true, out role)
        && role != OrleansCommerce.Role.System
        && string.Equals(role.ToString(), name, StringComparison.OrdinalIgnoreCase);
}
