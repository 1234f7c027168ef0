using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.GraphQLOracle.Generation;

/// <summary>Writes a document for a schema, by chance: mostly right, now and then wrong in one of many ways.</summary>
internal sealed class DocumentGenerator
{
    private const int MaxDepth = 4;
    private static readonly string[] Aliases = ["a", "b", "c", "name", "id"];

    private readonly Schema _schema;
    private readonly Random _random;
    private readonly StringBuilder _fragments = new();
    private readonly ValueGenerator _values;
    private int _fragmentCount;

    private DocumentGenerator(Schema schema, int seed)
    {
        _schema = schema;
        _random = new Random(seed);
        _values = new ValueGenerator(_random);
    }

    /// <summary>The document of a seed, with variables for it.</summary>
    public static (string Document, JsonObject Variables) Generate(Schema schema, int seed)
    {
        var generator = new DocumentGenerator(schema, seed);
        var document = generator.Document();
        return (generator.Odds(15) ? TokenNoise.Apply(document, generator._random) : document, generator._values.Variables);
    }

    private bool Odds(int percent) => _random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    private string Document()
    {
        var (keyword, root) = _random.Next(10) switch
        {
            0 when _schema.Mutation is not null => ("mutation", _schema.Mutation),
            1 when _schema.Subscription is not null => ("subscription", _schema.Subscription),
            _ => ("query", _schema.Query),
        };
        var body = new StringBuilder();
        SelectionSet(body, root, 0, keyword == "subscription" ? 1 : 4);
        var definitions = _values.Definitions;
        return string.Create(CultureInfo.InvariantCulture, $"{keyword} Generated{definitions} {body}{_fragments}");
    }

    private void SelectionSet(StringBuilder text, CompositeType type, int depth, int most)
    {
        text.Append("{ ");
        for (var i = 1 + _random.Next(most); i > 0; i--)
        {
            Selection(text, type, depth);
        }

        text.Append("} ");
    }

    private void Selection(StringBuilder text, CompositeType type, int depth)
    {
        var kind = _random.Next(10);
        if (kind == 0 && depth < MaxDepth)
        {
            var condition = Condition(type);
            text.Append(CultureInfo.InvariantCulture, $"... on {condition} ");
            Directives(text);
            SelectionSet(text, condition, depth + 1, 3);
        }
        else if (kind == 1 && depth < MaxDepth)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"F{_fragmentCount++}");
            text.Append("...").Append(name).Append(' ');
            Directives(text);
            var condition = Condition(type);
            var body = new StringBuilder();
            SelectionSet(body, condition, depth + 1, 3);
            _fragments.Append(CultureInfo.InvariantCulture, $"fragment {name} on {condition} {body}");
        }
        else if (kind == 2)
        {
            // Under an alias that is no field's name: README.md says why.
            text.Append(Odds(50) ? "__typename " : "typeName: __typename ");
        }
        else
        {
            Field(text, type, depth);
        }
    }

    private CompositeType Condition(CompositeType type)
    {
        if (Odds(5))
        {
            return Pick(_schema.Types.OfType<CompositeType>().Where(t => !t.IsIntrospection).ToList());
        }

        var near = _schema.Types.OfType<CompositeType>()
            .Where(t => !t.IsIntrospection && _schema.PossibleTypes(t).Overlaps(_schema.PossibleTypes(type)))
            .Append(type)
            .ToList();
        return Pick(near);
    }

    private void Field(StringBuilder text, CompositeType type, int depth)
    {
        var fields = (type as FieldsType)?.Fields.Values.Where(f => depth < MaxDepth || f.Type.Named is LeafType).ToList();
        if (fields is null or { Count: 0 })
        {
            text.Append("__typename ");
            return;
        }

        var field = Pick(fields);
        text.Append(Odds(15) ? Pick(Aliases) + ": " : "").Append(Odds(1) ? "unknown" : field.Name);
        Arguments(text, field.Arguments);
        text.Append(' ');
        Directives(text);
        if (field.Type.Named is CompositeType inner)
        {
            if (!Odds(1))
            {
                SelectionSet(text, inner, depth + 1, 4);
            }
        }
        else if (Odds(1))
        {
            text.Append("{ x } ");
        }
    }

    private void Arguments(StringBuilder text, IReadOnlyList<InputValueDefinition> definitions)
    {
        var given = definitions.Where(d => d.IsRequired ? !Odds(2) : Odds(50)).OrderBy(_ => _random.Next()).ToList();
        if (given.Count == 0)
        {
            return;
        }

        text.Append('(');
        foreach (var argument in given)
        {
            // How long a list may be is a limit of our own.
            var value = argument.Name == "first" ? "3" : _values.Of(argument.Type, argument.DefaultValue is not null);
            text.Append(argument.Name).Append(": ").Append(value).Append(' ');
        }

        text.Append(Odds(1) ? "unknown: 1)" : ")");
    }

    private void Directives(StringBuilder text)
    {
        if (Odds(8))
        {
            text.Append(CultureInfo.InvariantCulture, $"@{(Odds(50) ? "skip" : "include")}(if: {_values.Of(new NonNullType(Scalars.Boolean), false)}) ");
        }
    }
}
