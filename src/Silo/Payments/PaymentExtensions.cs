using OrleansCommerce.Grains.Payments;
using OrleansCommerce.Payments;
using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo.Payments;

/// <summary>Who moves money.</summary>
internal static class PaymentExtensions
{
    private const string ProviderKey = "Payments:Provider";
    private const string TestProvider = "Test";

    /// <summary>Adds the payment provider that the setting names. The one that moves no money must be asked for in production.</summary>
    public static void AddPayments(this WebApplicationBuilder builder)
    {
        var provider = builder.Configuration.Text(ProviderKey) ?? (builder.Environment.IsProduction() ? null : TestProvider);
        switch (provider)
        {
            case TestProvider:
                builder.Services.AddSingleton<IPaymentProvider>(services => new TestPaymentProvider(services.GetRequiredService<TimeProvider>()));
                break;
            case null:
                throw new SettingException(
                    $"The setting {ProviderKey} is missing; in Production it must name a payment provider. '{TestProvider}' is the built-in one, which moves no money.");
            default:
                throw new SettingException($"The setting {ProviderKey} is '{provider}'; it must be '{TestProvider}', the one provider that is built in.");
        }
    }
}
