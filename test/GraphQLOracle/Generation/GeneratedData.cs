using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.GraphQLOracle.Generation;

/// <summary>
/// Data that are made up when a resolver asks for them, and recorded. Some of them are wrong: nulls where there must be
/// none, values of another type, failures.
/// </summary>
internal sealed class GeneratedData(Schema schema, int seed) : CaseData(null)
{
    private readonly Random _random = new(seed);

    /// <summary>What was made up so far.</summary>
    public JsonObject Recorded() => JsonSerializer.SerializeToNode(Root)!.AsObject();

    /// <inheritdoc/>
    public override object? Field(Dictionary<string, object?> owner, string field, GraphType type)
    {
        if (!owner.TryGetValue(field, out var value))
        {
            owner[field] = value = Odds(4) ? new Dictionary<string, object?> { ["$error"] = "failed" }
                : Odds(12) ? new Dictionary<string, object?> { ["$async"] = Value(type) }
                : Value(type);
        }

        return value;
    }

    /// <inheritdoc/>
    public override object? Events(string field)
    {
        var events = new List<object?>();
        for (var i = _random.Next(3); i >= 0; i--)
        {
            events.Add(new Dictionary<string, object?>());
        }

        return Root[field] = events;
    }

    private bool Odds(int percent) => _random.Next(100) < percent;

    private object? Value(GraphType type)
    {
        if (Odds(type.IsNonNull ? 3 : 12))
        {
            return null;
        }

        if (Odds(2))
        {
            return "of another type";
        }

        return type.Nullable switch
        {
            ListType list => List(list),
            ObjectType named => Object(named),
            CompositeType composite => Object(Pick([.. schema.PossibleTypes(composite).OrderBy(t => t.Name, StringComparer.Ordinal)])),
            EnumType enumeration => Pick(enumeration.Members).Name,
            var leaf => Leaf(leaf.ToString()!),
        };
    }

    private List<object?> List(ListType type)
    {
        var items = new List<object?>();
        for (var i = _random.Next(4); i > 0; i--)
        {
            items.Add(Value(type.Item));
        }

        return items;
    }

    private static Dictionary<string, object?> Object(ObjectType type) => new() { ["__typename"] = type.Name };

    private object? Leaf(string type) => type switch
    {
        "Int" => Pick<object>([0, 1, -1, 42, int.MaxValue, int.MinValue, 2147483648L, 1.5]),
        "Float" => Pick<object>([0, 0.5, -1.25, 1e21, 0.1, 7, -3.0e-7]),
        "Boolean" => Odds(50),
        "String" => Pick(["", "plain", "ünï \"quoted\" \\ /", "line\nbreak\tand tab", "🎉", "<b>&amp;'"]),
        "ID" => Pick<object>(["id-1", 7, "Z2lkOi8v"]),
        _ => Pick<object>(["text", 1, 2.5, true, new Dictionary<string, object?> { ["$args"] = true }, new List<object?> { 1, null, "x" }]),
    };

    private T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
