using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrleansCommerce.Load.Servers;

/// <summary>How the real host is started, as in production, and the tokens that it takes.</summary>
internal static class ShopSettings
{
    private const string SigningKey = "a-key-that-lives-as-long-as-this-run";
    private const string Issuer = "load";
    private const string Audience = "orleanscommerce";

    /// <summary>Settings of every host, whatever its journal.</summary>
    public static IReadOnlyList<string> Common { get; } =
    [
        "--environment=Production",
        $"--Auth:SigningKey={SigningKey}",
        $"--Auth:Issuer={Issuer}",
        $"--Auth:Audience={Audience}",
        "--Payments:Provider=Test",
        "--GraphQL:RateLimit:RequestsPerSecond=0",
        "--Logging:LogLevel:Default=Warning",
        "--Logging:Console:LogToStandardErrorThreshold=Trace",
    ];

    /// <summary>The command line of a host on a free port.</summary>
    public static string[] Arguments(string journal) => [.. Common, "--urls=http://127.0.0.1:0", $"--ConnectionStrings:Journal={journal}"];

    /// <summary>A token of a role, good for longer than any run.</summary>
    public static string Token(Role role)
    {
        var now = DateTime.UtcNow;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddHours(12),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = "load", ["role"] = role.ToString() },
            SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(Encoding.UTF8.GetBytes(SigningKey)), SecurityAlgorithms.HmacSha256),
        });
    }
}
