using System.Globalization;
using System.Text.Json.Nodes;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.GraphQLOracle.Generation;

/// <summary>Writes values for types, as literals or as variables, some of them wrong.</summary>
internal sealed class ValueGenerator(Random random)
{
    private const int MaxDepth = 3;

    private readonly List<string> _definitions = [];

    public JsonObject Variables { get; } = [];

    /// <summary>The definitions of the variables that were used.</summary>
    public string Definitions => _definitions.Count == 0 ? "" : $"({string.Join(", ", _definitions)})";

    /// <summary>A value in a document.</summary>
    public string Of(GraphType type, bool hasDefault, int depth = 0) => Odds(25) ? Variable(type, hasDefault) : Literal(type, depth);

    private bool Odds(int percent) => random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private string Variable(GraphType type, bool hasDefault)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"v{_definitions.Count}");
        var declared = Odds(4) ? Pick<GraphType>([Scalars.Int, Scalars.String, new ListType(Scalars.Int)])
            : type.IsNonNull && (hasDefault || Odds(10)) ? type.Nullable
            : !type.IsNonNull && Odds(20) ? new NonNullType(type)
            : type;
        _definitions.Add("");
        var withDefault = Odds(25);
        _definitions[^1] = $"${name}: {declared}{(withDefault ? " = " + Constant(declared, 1) : "")}";
        if (Odds(withDefault || !declared.IsNonNull ? 60 : 97))
        {
            Variables[name] = Json(declared, 0);
        }

        return "$" + name;
    }

    private string Constant(GraphType type, int depth) => Written(type, depth, constant: true);

    private string Literal(GraphType type, int depth) => Written(type, depth, constant: false);

    private string Written(GraphType type, int depth, bool constant)
    {
        if (Odds(type.IsNonNull ? 1 : 10))
        {
            return "null";
        }

        if (Odds(2))
        {
            return Pick(["\"wrong\"", "WRONG", "1.5", "{wrong: 1}", "[[1]]", "99999999999"]);
        }

        switch (type.Nullable)
        {
            case ListType list when Odds(20):
                return Next(list.Item);
            case ListType list:
                return $"[{string.Join(", ", Enumerable.Range(0, depth > MaxDepth ? 0 : random.Next(3)).Select(_ => Next(list.Item)))}]";
            case EnumType enumeration:
                return Pick(enumeration.Members).Name;
            case InputObjectType input:
                return $"{{{string.Join(" ", Fields(input, depth).Select(f => $"{f.Name}: {Next(input.IsOneOf ? new NonNullType(f.Type) : f.Type)}"))}}}";
            default:
                return Pick(Scalar(type.Named.Name));
        }

        string Next(GraphType inner) => constant ? Constant(inner, depth + 1) : Of(inner, false, depth + 1);
    }

    private List<InputValueDefinition> Fields(InputObjectType input, int depth) => input.IsOneOf
        ? [.. input.Fields.Values.OrderBy(_ => random.Next()).Take(Odds(4) ? 2 : 1)]
        : [.. input.Fields.Values.Where(f => f.IsRequired ? !Odds(2) : depth <= MaxDepth && Odds(40))];

    private static string[] Scalar(string name) => name switch
    {
        "Int" => ["0", "1", "-7", "2147483647", "-2147483648"],
        "Float" => ["0", "1.5", "-2e3", "7", "1E-2"],
        "String" => ["\"\"", "\"text\"", "\"\\u00fc \\n \\\"\"", "\"\"\"\n  block\n    deep\n\"\"\"", "\"\\u{1F389}\""],
        "Boolean" => ["true", "false"],
        "ID" => ["\"id\"", "42", "\"\""],
        _ => ["1", "\"text\"", "true", "{a: [1, null, {b: 2.5}]}", "ENUM", "[]"],
    };

    private JsonNode? Json(GraphType type, int depth)
    {
        if (Odds(type.IsNonNull ? 2 : 12))
        {
            return null;
        }

        if (Odds(3))
        {
            return Pick<JsonNode>(["wrong", 1.5, new JsonObject { ["wrong"] = 1 }, new JsonArray(1), 99999999999L, true]).DeepClone();
        }

        switch (type.Nullable)
        {
            case ListType list when Odds(20):
                return Json(list.Item, depth + 1);
            case ListType list:
                return new JsonArray([.. Enumerable.Range(0, depth > MaxDepth ? 0 : random.Next(3)).Select(_ => Json(list.Item, depth + 1))]);
            case EnumType enumeration:
                return Pick(enumeration.Members).Name;
            case InputObjectType input:
                return new JsonObject(Fields(input, depth).Select(f => KeyValuePair.Create(f.Name, Json(f.Type, depth + 1))));
            default:
                return JsonNode.Parse(type.Named.Name switch
                {
                    "Int" => Pick(["0", "1", "-7", "2147483647", "1.0", "2147483648"]),
                    "Float" => Pick(["0", "1.5", "-2e3", "7"]),
                    "String" => Pick(["\"\"", "\"text\"", "\"ü \\n\""]),
                    "Boolean" => Pick(["true", "false"]),
                    "ID" => Pick(["\"id\"", "42"]),
                    _ => Pick(["1", "\"text\"", "true", "{\"a\":[1,null,{\"b\":2.5}]}", "[]"]),
                });
        }
    }
}
