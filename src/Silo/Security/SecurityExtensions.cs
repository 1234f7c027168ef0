using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace OrleansCommerce.Silo.Security;

/// <summary>Who asks.</summary>
internal static partial class SecurityExtensions
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>Adds the checks of tokens.</summary>
    /// <exception cref="Configuration.SettingException">The settings under <c>Auth</c> cannot be right.</exception>
    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        var development = builder.Environment.IsDevelopment();
        var settings = AuthSettings.From(builder.Configuration, development);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<RecentTokens>();
        builder.Services.AddSingleton<LockerSignature>();
        builder.Services.AddSingleton<CallerAuthentication>();
        builder.Services.AddSingleton<CallerMiddleware>();

        // Not AddAuthentication: it would bring keys for cookies along, and write them into the home directory.
        builder.Services.AddWebEncoders();
        builder.Services.AddAuthenticationCore(options => options.AddScheme<JwtBearerHandler>(JwtBearerDefaults.AuthenticationScheme, displayName: null));
        builder.Services.AddSingleton<IAuthenticationSchemeProvider, NoDefaultScheme>();
        builder.Services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>();
        builder.Services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => Configure(options, settings, development));
    }

    /// <summary>Lets only requests through that say who asks, and tells grains who it is.</summary>
    public static void UseCallers(this IApplicationBuilder branch)
    {
        var services = branch.ApplicationServices;
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            LogOpen(services.GetRequiredService<ILoggerFactory>().CreateLogger<CallerMiddleware>(), CallerAuthentication.DevelopmentSubject);
        }

        branch.Use(next => context => services.GetRequiredService<CallerMiddleware>().InvokeAsync(context, next));
    }

    private static void Configure(JwtBearerOptions options, AuthSettings settings, bool development)
    {
        options.MapInboundClaims = false;
        options.Audience = settings.Audience;
        var rules = options.TokenValidationParameters;
        rules.NameClaimType = CallerClaims.Subject;
        rules.RoleClaimType = CallerClaims.Role;
        rules.ClockSkew = ClockSkew;
        rules.ValidAudience = settings.Audience;
        if (settings.Authority is not null)
        {
            options.Authority = settings.Authority;
            options.RequireHttpsMetadata = !development;
        }
        else
        {
            rules.ValidIssuer = settings.Issuer;
            rules.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
            rules.IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(settings.SigningKey!));
        }
    }

    [LoggerMessage(
        2001,
        LogLevel.Warning,
        "DEVELOPMENT: every request without a token acts as the administrator '{Subject}'. Never let others reach this process; run with ASPNETCORE_ENVIRONMENT=Production for real use.")]
    private static partial void LogOpen(ILogger logger, string subject);
}
