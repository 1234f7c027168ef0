using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>An event that a receiver did not take, however often it was tried.</summary>
public sealed class WebhookDeadLetter(Webhooks.WebhookDeadLetter letter)
{
    /// <summary>Opaque.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => letter.Id;

    /// <summary>The event's id, as the receiver sees it.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string EventId => letter.EventId;

    /// <summary>Such as `order.placed`.</summary>
    public string EventType => letter.EventType;

    /// <summary>What the event happened to, such as `order/o-1`.</summary>
    public string EventKey => letter.EventKey;

    /// <summary>How often it was tried.</summary>
    public int Attempts => letter.Attempts;

    /// <summary>When it was given up.</summary>
    public DateTimeOffset At => letter.At;

    /// <summary>The last answer's HTTP status; null when there was no answer.</summary>
    public int? Status => letter.Status;

    /// <summary>What went wrong at the last attempt; null when that is not known.</summary>
    public string? Error => letter.Error;
}
