namespace OrleansCommerce.GraphQL;

/// <summary>A place in the list of subscriptions.</summary>
public sealed class WebhookSubscriptionEdge
{
    /// <summary>Where the list goes on after this subscription, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The subscription.</summary>
    public required WebhookSubscription Node { get; init; }
}
