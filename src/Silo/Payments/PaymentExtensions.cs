using OrleansCommerce.Grains.Payments;
using OrleansCommerce.Payments;
using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo.Payments;

/// <summary>Who moves money.</summary>
internal static class PaymentExtensions
{
    private const string ProviderKey = "Payments:Provider";

    /// <summary>The test provider as a call in the process.</summary>
    private const string TestProvider = "Test";

    /// <summary>The test provider as a service that is asked over HTTP, and tells by webhooks.</summary>
    private const string TestServer = "TestServer";

    /// <summary>Adds the payment provider that the setting names. The one that moves no money must be asked for in production.</summary>
    public static void AddPayments(this WebApplicationBuilder builder)
    {
        var provider = builder.Configuration.Text(ProviderKey) ?? (builder.Environment.IsProduction() ? null : TestServer);
        switch (provider)
        {
            case TestProvider:
                builder.Services.AddSingleton<IPaymentProvider>(services => new TestPaymentProvider(services.GetRequiredService<TimeProvider>()));
                break;
            case TestServer:
                var settings = TestProviderSettings.From(builder.Configuration);
                builder.Services.AddSingleton(settings);
                builder.Services.AddSingleton(services => new TestPaymentProvider(services.GetRequiredService<TimeProvider>())
                {
                    SettlesAfter = settings.SettlesAfter,
                });
                builder.Services.AddSingleton<TestProviderEndpoints>();
                builder.Services.AddSingleton<TestProviderWebhooks>();
                builder.Services.AddHostedService(services => services.GetRequiredService<TestProviderWebhooks>());
                builder.Services.AddSingleton<IPaymentProvider, HttpPaymentProvider>();
                break;
            case null:
                throw new SettingException(
                    $"The setting {ProviderKey} is missing; in Production it must name a payment provider. '{TestProvider}' and '{TestServer}' are built in, and move no money.");
            default:
                throw new SettingException(
                    $"The setting {ProviderKey} is '{provider}'; it must be '{TestProvider}' or '{TestServer}', the providers that are built in.");
        }
    }

    /// <summary>Serves the test provider and the webhooks that it sends, when it is the provider.</summary>
    public static void MapPayments(this WebApplication app)
    {
        if (app.Services.GetService<TestProviderSettings>() is { } settings)
        {
            TestProviderEndpoints.Map(app);
            PaymentWebhooks.Map(app, settings.WebhookSecret);
        }
    }
}
