using System.Globalization;
using OrleansCommerce.Silo.Configuration;
using OrleansCommerce.Silo.Security;

namespace OrleansCommerce.Silo.Commands;

/// <summary><c>token --role ROLE --subject ID [--device ID] [--location ID,…] [--hours N]</c>: issues a token with the configured signing key.</summary>
public static class TokenCommand
{
    /// <summary>What it is called on the command line.</summary>
    public const string Name = "token";

    private const int HoursDefault = 12;
    private const int HoursMax = 24 * 365;

    /// <summary>Writes the token, and nothing else, to the standard output.</summary>
    /// <exception cref="SettingException">An option or a setting is wrong.</exception>
    public static int Run(string[] options)
    {
        Console.WriteLine(Issue(options, TimeProvider.System));
        return 0;
    }

    internal static string Issue(string[] options, TimeProvider time)
    {
        var builder = HostConfiguration.CreateBuilder(options);
        var settings = AuthSettings.From(builder.Configuration, builder.Environment.IsDevelopment());
        if (settings.SigningKey is null)
        {
            throw new SettingException("Tokens come from the identity provider that Auth:Authority names; there is no signing key to issue them with.");
        }

        if (!CallerClaims.TryParseRole(builder.Configuration["role"], out var role))
        {
            throw new SettingException($"The option --role is '{builder.Configuration["role"]}'; it must be one of {CallerClaims.RoleNames}.");
        }

        var subject = builder.Configuration.Text("subject")
            ?? throw new SettingException("The option --subject is missing; it must be the opaque id of who gets the token.");
        return TokenIssuer.Issue(
            settings,
            role,
            subject,
            builder.Configuration.Text("device"),
            time.GetUtcNow(),
            TimeSpan.FromHours(Hours(builder.Configuration["hours"])),
            (builder.Configuration.Text("location") ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static int Hours(string? text) =>
        text is null ? HoursDefault
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours is >= 1 and <= HoursMax ? hours
        : throw new SettingException($"The option --hours is '{text}'; it must be from 1 to {HoursMax}.");
}
