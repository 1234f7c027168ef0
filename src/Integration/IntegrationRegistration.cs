using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansCommerce.Integration.Events;
using OrleansCommerce.Integration.Feed;
using OrleansCommerce.Integration.Webhooks;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.Integration;

/// <summary>Adds what tells others of events to a host.</summary>
public static class IntegrationRegistration
{
    /// <summary>
    /// Registers <see cref="EventFeedReader"/>, <see cref="IWebhooks"/>, and the service that delivers webhooks. Needs
    /// <see cref="IJournal"/>, <see cref="IDatabase"/> and <see cref="IInstallationSecret"/>; the host calls
    /// <see cref="WebhookSchema.MigrateAsync"/> before it starts.
    /// </summary>
    public static IServiceCollection AddIntegration(this IServiceCollection services, EventSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton<OrderFactsReader>();
        services.AddSingleton<PublicEvents>();
        services.AddSingleton<CloudEventJson>();
        services.AddSingleton<EventFeed>();
        services.AddSingleton<FeedEnd>();
        services.AddSingleton(static s => new EventFeedReader(
            s.GetRequiredService<IJournal>(),
            s.GetRequiredService<EventFeed>(),
            s.GetRequiredService<FeedEnd>(),
            s.GetRequiredService<CloudEventJson>(),
            s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WebhookTarget>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookLists>();
        services.AddSingleton<IWebhooks, WebhookAdministration>();
        services.AddSingleton<DeliveryLease>();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton(static s => ActivatorUtilities.CreateInstance<WebhookDispatcher>(s, Random.Shared));
        services.AddHostedService<WebhookService>();
        return services;
    }
}
