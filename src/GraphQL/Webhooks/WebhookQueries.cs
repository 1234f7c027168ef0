using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about webhooks.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class WebhookQueries
{
    /// <summary>The addresses that are told of events, oldest first; at most 50. Needs the role Admin.</summary>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="webhooks">The list.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<WebhookSubscriptionConnection> GetWebhookSubscriptionsAsync(
        int? first, string? after, [Service] IWebhooks webhooks, CancellationToken cancellationToken)
    {
        Access.Demand(Permission.ManageWebhooks);
        return new WebhookSubscriptionConnection(await Paging.AskAsync(first, after, page => webhooks.ListAsync(page, cancellationToken)));
    }

    /// <summary>The last 500 attempts for a subscription, newest first. Needs the role Admin.</summary>
    /// <param name="subscriptionId">Which one.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="webhooks">The list.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<WebhookDeliveryConnection> GetWebhookDeliveriesAsync(
        [GraphQLType<NonNullType<IdType>>] string subscriptionId,
        int? first,
        string? after,
        [Service] IWebhooks webhooks,
        CancellationToken cancellationToken)
    {
        Access.Demand(Permission.ManageWebhooks);
        return new WebhookDeliveryConnection(
            await Paging.AskAsync(first, after, page => webhooks.ListDeliveriesAsync(subscriptionId, page, cancellationToken)));
    }

    /// <summary>The events that were given up for a subscription, oldest first. Needs the role Admin.</summary>
    /// <param name="subscriptionId">Which one.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="webhooks">The list.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<WebhookDeadLetterConnection> GetWebhookDeadLettersAsync(
        [GraphQLType<NonNullType<IdType>>] string subscriptionId,
        int? first,
        string? after,
        [Service] IWebhooks webhooks,
        CancellationToken cancellationToken)
    {
        Access.Demand(Permission.ManageWebhooks);
        return new WebhookDeadLetterConnection(
            await Paging.AskAsync(first, after, page => webhooks.ListDeadLettersAsync(subscriptionId, page, cancellationToken)));
    }
}
