using System.Text;
using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.Carriers;
using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo.Carriers;

/// <summary>Who carries parcels.</summary>
internal static class CarrierExtensions
{
    private const string ProviderKey = "Carriers:Provider";
    private const string SecretKey = "Carriers:WebhookSecret";

    /// <summary>The retailer's own couriers, with labels that this program renders.</summary>
    private const string Own = "Own";

    /// <summary>The shortest secret, in characters: 128 bits in base 64 have 22.</summary>
    private const int SecretLengthMin = 22;

    /// <summary>Adds the carrier that the setting names.</summary>
    /// <exception cref="SettingException">There is none of that name.</exception>
    public static void AddCarriers(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.Text(ProviderKey) is { } provider and not Own)
        {
            throw new SettingException($"The setting {ProviderKey} is '{provider}'; it must be '{Own}', the carrier that is built in.");
        }

        builder.Services.AddSingleton<ICarrier, OwnCarrier>();
        builder.Services.AddSingleton<LabelEndpoints>();
    }

    /// <summary>Serves its labels; and its webhooks, when there is a secret that they are signed with.</summary>
    /// <exception cref="SettingException">The secret is too short.</exception>
    public static void MapCarriers(this WebApplication app)
    {
        LabelEndpoints.Map(app);
        if (app.Configuration.Text(SecretKey) is not { } secret)
        {
            return;
        }

        if (secret.Length < SecretLengthMin)
        {
            throw new SettingException($"The setting {SecretKey} must have at least {SecretLengthMin} characters, made at random.");
        }

        CarrierWebhooks.Map(app, Encoding.UTF8.GetBytes(secret));
    }
}
