using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using HotChocolate;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using OrleansCommerce.Silo.Configuration;
using OrleansCommerce.Silo.Security;

namespace OrleansCommerce.Silo;

/// <summary>How many requests a client may send: a client is a token's subject, or an address where there is no token.</summary>
internal sealed class RequestRates(IOptions<RateLimiterOptions> options)
{
    /// <summary>The <c>extensions.code</c> of a request too many; it was not looked at.</summary>
    public const string RateLimited = "RATE_LIMITED";

    private const string Message = "Too many requests: try again in a moment.";
    private const string PerSecondKey = "GraphQL:RateLimit:RequestsPerSecond";
    private const string BurstKey = "GraphQL:RateLimit:Burst";
    private const int PerSecondDefault = 100;
    private const int BurstDefault = 1_000;

    /// <summary>Counts an operation that is no HTTP request of its own.</summary>
    /// <exception cref="GraphQLException">RATE_LIMITED.</exception>
    public void Demand(HttpContext context)
    {
        using var lease = options.Value.GlobalLimiter!.AttemptAcquire(context);
        if (!lease.IsAcquired)
        {
            throw new GraphQLException(ErrorBuilder.New().SetMessage(Message).SetCode(RateLimited).Build());
        }
    }

    /// <summary>Adds the limit; off in development unless a setting turns it on.</summary>
    /// <exception cref="SettingException">A setting is no count.</exception>
    public static void Add(WebApplicationBuilder builder)
    {
        var perSecond = builder.Configuration.Count(PerSecondKey, builder.Environment.IsDevelopment() ? 0 : PerSecondDefault, least: 0);
        var burst = builder.Configuration.Count(BurstKey, Math.Max(BurstDefault, perSecond), least: 1);
        builder.Services.AddSingleton<RequestRates>();
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = RefuseAsync;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => perSecond == 0
                ? RateLimitPartition.GetNoLimiter(string.Empty)
                : RateLimitPartition.GetTokenBucketLimiter(ClientOf(context), _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = burst,
                    TokensPerPeriod = perSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                }));
        });
    }

    private static string ClientOf(HttpContext context) => context.User.FindFirstValue(CallerClaims.Subject) is { } subject
        ? $"subject {subject}"
        : $"address {Network(context.Connection.RemoteIpAddress)}";

    // One subscriber of IPv6 has a whole /64 to send from.
    private static string Network(IPAddress? address)
    {
        if (address is null || address.IsIPv4MappedToIPv6 || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address?.MapToIPv4().ToString() ?? "unknown";
        }

        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var response = rejected.HttpContext.Response;
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await response.WriteAsJsonAsync(ErrorBody.Of(RateLimited, Message), cancellationToken);
    }
}
