using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo.Health;

/// <summary>Adds the drain.</summary>
internal static class DrainExtensions
{
    private const string SecondsKey = "Health:DrainSeconds";
    private const int SecondsMax = 300;

    /// <summary>A load balancer that asks every second has seen it twice; in Development nobody sends requests in our name.</summary>
    private const int SecondsDefault = 5;

    /// <summary>
    /// For requests that were begun, and for what a silo hands over. Then requests are cut off, and a silo that has not handed over all its
    /// grains leaves without: others take them as those of a silo that died.
    /// </summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(12);

    /// <summary>For connections to close, and telemetry to be sent. With the default drain, the whole end takes 20 seconds at most.</summary>
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(3);

    /// <summary>Adds it, and a limit to the whole end.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static void AddDrain(this WebApplicationBuilder builder)
    {
        var otherwise = builder.Environment.IsDevelopment() ? 0 : SecondsDefault;
        var drain = TimeSpan.FromSeconds(builder.Configuration.Count(SecondsKey, otherwise, least: 0, SecondsMax));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = drain + Rest);
        builder.Services.AddSingleton(new Drain.Settings(drain, drain + Rest + Closing));
        builder.Services.AddHostedService<Drain>();
    }

    /// <summary>From the moment the process was told to stop, each answer closes its connection. HTTP/2 has a frame for that, which the server sends.</summary>
    public static void UseDrain(this WebApplication app) => app.Use((context, next) =>
    {
        if (app.Lifetime.ApplicationStopping.IsCancellationRequested && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }

        return next(context);
    });
}
