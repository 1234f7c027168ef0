using OrleansCommerce.Integration;
using OrleansCommerce.Silo.Operations;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.Silo.Integration;

/// <summary>What other systems are told.</summary>
internal static class IntegrationExtensions
{
    /// <summary>Adds the feed of events and the webhooks.</summary>
    /// <exception cref="Configuration.SettingException">A setting cannot be right.</exception>
    public static void AddIntegration(this WebApplicationBuilder builder)
    {
        builder.Services.AddIntegration(IntegrationSettings.Read(builder.Configuration, builder.Environment.IsDevelopment()));
        var inner = builder.Services.Single(static service => service.ServiceType == typeof(IWebhooks));
        builder.Services.Remove(inner);
        builder.Services.AddSingleton<IWebhooks>(services => new AuditedWebhooks(
            (IWebhooks)ActivatorUtilities.CreateInstance(services, inner.ImplementationType!), services.GetRequiredService<AuditTrail>()));
    }
}
