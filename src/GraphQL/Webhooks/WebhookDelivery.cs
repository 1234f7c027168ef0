using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.GraphQL;

/// <summary>An attempt to tell a receiver of an event.</summary>
public sealed class WebhookDelivery(Webhooks.WebhookDelivery delivery)
{
    /// <summary>Opaque.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => delivery.Id;

    /// <summary>The event's id, as the receiver sees it.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string EventId => delivery.EventId;

    /// <summary>Such as `order.placed`.</summary>
    public string EventType => delivery.EventType;

    /// <summary>What the event happened to, such as `order/o-1`.</summary>
    public string EventKey => delivery.EventKey;

    /// <summary>1 for the first.</summary>
    public int Attempt => delivery.Attempt;

    /// <summary>When it was sent.</summary>
    public DateTimeOffset At => delivery.At;

    /// <summary>Milliseconds until the answer, or until there was to be none.</summary>
    public int DurationMs => delivery.DurationMs;

    /// <summary>What became of it.</summary>
    public WebhookOutcome Outcome => delivery.Outcome;

    /// <summary>The answer's HTTP status; null when there was no answer.</summary>
    public int? Status => delivery.Status;

    /// <summary>What went wrong; null when the receiver took it.</summary>
    public string? Error => delivery.Error;
}
