namespace OrleansCommerce.GraphQL;

/// <summary>A place in the list of attempts.</summary>
public sealed class WebhookDeliveryEdge
{
    /// <summary>Where the list goes on after this attempt, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The attempt.</summary>
    public required WebhookDelivery Node { get; init; }
}
