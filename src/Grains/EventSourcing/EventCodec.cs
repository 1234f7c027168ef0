using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orleans;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>
/// Writes and reads the events of one aggregate. An event's durable name is the <see cref="AliasAttribute"/> of its record;
/// it is never given to another meaning. Events of an older shape are brought up to date while they are read.
/// </summary>
public sealed class EventCodec<TEvent>
    where TEvent : class
{
    private readonly FrozenDictionary<string, Type> _types;
    private readonly FrozenDictionary<Type, string> _names;
    private readonly FrozenDictionary<string, Upcaster> _upcasters;

    /// <summary>Knows every sealed record that derives from <typeparamref name="TEvent"/> in its assembly.</summary>
    /// <param name="upcasters">For retired names and shapes.</param>
    /// <exception cref="InvalidOperationException">A record has no alias, or two have the same.</exception>
    public EventCodec(params IReadOnlyList<Upcaster> upcasters)
    {
        var named = typeof(TEvent).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(TEvent)))
            .Select(type => (type, name: type.GetCustomAttribute<AliasAttribute>()?.Alias
                ?? throw new InvalidOperationException($"The event {type} has no [Alias].")))
            .ToList();
        _types = named.ToFrozenDictionary(pair => pair.name, pair => pair.type, StringComparer.Ordinal);
        _names = named.ToFrozenDictionary(pair => pair.type, pair => pair.name);
        _upcasters = upcasters.ToFrozenDictionary(upcaster => upcaster.OldName, StringComparer.Ordinal);
    }

    /// <summary>The durable names, for the test that freezes them.</summary>
    public IEnumerable<string> Names => _types.Keys;

    /// <summary>The records that it writes.</summary>
    public IEnumerable<Type> Types => _names.Keys;

    /// <summary>Whether an event of the feed belongs to this aggregate.</summary>
    public bool Knows(string name) => _types.ContainsKey(name) || _upcasters.ContainsKey(name);

    /// <summary>Writes an event.</summary>
    public NewEvent Write(TEvent happened)
    {
        var type = happened.GetType();
        return new NewEvent(_names[type], JsonSerializer.SerializeToUtf8Bytes(happened, type, EventJson.Options));
    }

    /// <summary>Reads an event.</summary>
    /// <exception cref="InvalidDataException">Its name is not known, or its payload is not of its type.</exception>
    public TEvent Read(RecordedEvent recorded)
    {
        var name = recorded.Type;
        var payload = recorded.Payload;
        while (_upcasters.TryGetValue(name, out var upcaster))
        {
            var old = JsonNode.Parse(payload.Span)?.AsObject() ?? throw Broken(recorded, "is no JSON object");
            payload = JsonSerializer.SerializeToUtf8Bytes(upcaster.Upcast(old), EventJson.Options);
            name = upcaster.NewName;
        }

        if (!_types.TryGetValue(name, out var type))
        {
            throw Broken(recorded, "has an unknown type");
        }

        return (TEvent?)JsonSerializer.Deserialize(payload.Span, type, EventJson.Options) ?? throw Broken(recorded, "is null");
    }

    private static InvalidDataException Broken(RecordedEvent recorded, string why) =>
        new($"Event {recorded.Version} of stream '{recorded.Stream}' ({recorded.Type}) {why}.");
}

/// <summary>Turns an event of a retired name into its successor.</summary>
/// <param name="OldName">As it lies in the journal.</param>
/// <param name="NewName">As the code knows it, or an upcaster further on.</param>
/// <param name="Upcast">From the old payload to the new one.</param>
public sealed record Upcaster(string OldName, string NewName, Func<JsonObject, JsonObject> Upcast);
