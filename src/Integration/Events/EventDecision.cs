using System.Reflection;
using Orleans;

namespace OrleansCommerce.Integration.Events;

/// <summary>What others may know of one kind of event of the journal: something, or nothing, for a reason.</summary>
/// <param name="Event">The event's record.</param>
/// <param name="Types">The public types that come of it; none when it is not public.</param>
/// <param name="DataType">The record of their data; null when it is not public.</param>
/// <param name="WhyNotPublic">Null when it is public.</param>
/// <param name="Tell">Makes what others are told; null of an occurrence that has nothing to tell, such as a change of 0 units.</param>
internal sealed record EventDecision(
    Type Event, IReadOnlyList<string> Types, Type? DataType, string? WhyNotPublic, Func<object, EventOrigin, (string Type, object Data)?> Tell)
{
    /// <summary>The event's durable name.</summary>
    public string Name => Event.GetCustomAttribute<AliasAttribute>()!.Alias;

    /// <summary>An event that becomes a public one of a type.</summary>
    public static EventDecision Public<TEvent, TData>(string type, Func<TEvent, EventOrigin, TData?> tell)
        where TEvent : class
        where TData : class =>
        new(
            typeof(TEvent),
            [type],
            typeof(TData),
            null,
            (happened, origin) => tell((TEvent)happened, origin) is { } data ? (type, data) : null);

    /// <summary>An event that becomes a public one of one of several types.</summary>
    public static EventDecision PublicAs<TEvent, TData>(
        IReadOnlyList<string> types, Func<TEvent, string?> typeOf, Func<TEvent, EventOrigin, TData> tell)
        where TEvent : class
        where TData : class =>
        new(
            typeof(TEvent),
            types,
            typeof(TData),
            null,
            (happened, origin) => typeOf((TEvent)happened) is { } type ? (type, tell((TEvent)happened, origin)) : null);

    /// <summary>An event that is nobody else's business.</summary>
    public static EventDecision NotPublic<TEvent>(string why)
        where TEvent : class => new(typeof(TEvent), [], null, why, static (_, _) => null);
}

/// <summary>Where an event comes from.</summary>
/// <param name="Key">The key of its grain.</param>
/// <param name="Version">Of the event in its stream.</param>
/// <param name="Order">What never changes of the order, when it is an order's event.</param>
internal sealed record EventOrigin(string Key, long Version, OrderFacts? Order)
{
    /// <summary>An amount in the order's currency.</summary>
    public Money Money(decimal amount) => new(amount, Order!.Currency);
}
