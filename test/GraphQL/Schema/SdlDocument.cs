using System.Text.RegularExpressions;

namespace OrleansCommerce.GraphQL.Tests.Schema;

/// <summary>
/// Reads as much of the schema definition language as a comparison needs: each definition becomes a set of lines such as
/// <c>Query.order(id: ID!): Order</c>, which a schema either has or lacks. The order of definitions and members is left out; what only
/// explains them, descriptions and directives, is apart. Definitions of the specification's own directives, which a printer may leave
/// out, say nothing.
/// </summary>
internal sealed partial class SdlDocument
{
    private static readonly string[] OwnDirectives = ["deprecated", "include", "oneOf", "skip", "specifiedBy"];

    private readonly List<string> _tokens = [];

    /// <summary>Strings by the number of the token that they stand before.</summary>
    private readonly Dictionary<int, string> _strings = [];

    private int _next;

    private SdlDocument(string text)
    {
        foreach (var token in Token().Matches(text).Select(match => match.Value))
        {
            if (token[0] == '"')
            {
                _strings[_tokens.Count] = Text(token);
            }
            else if (token[0] is not '#' and not ',')
            {
                _tokens.Add(token);
            }
        }
    }

    /// <summary>Every fact that the schema states.</summary>
    public SortedSet<string> Facts { get; } = new(StringComparer.Ordinal);

    /// <summary>Every description and directive, with what it is of.</summary>
    public SortedSet<string> Details { get; } = new(StringComparer.Ordinal);

    /// <summary>All of it as one sorted text: two schemas are the same when theirs are the same to the letter.</summary>
    public string Sorted => string.Join('\n', Facts.Concat(Details).Order(StringComparer.Ordinal));

    public static SdlDocument Parse(string text)
    {
        var document = new SdlDocument(text);
        while (document._next < document._tokens.Count)
        {
            document.Definition();
        }

        return document;
    }

    private void Definition()
    {
        var description = _strings.GetValueOrDefault(_next);
        if (description is not null && _tokens[_next] is not "schema" and not "directive")
        {
            Details.Add($"{_tokens[_next + 1]}: {description}");
        }

        switch (Take())
        {
            case "schema":
                Block(Root);
                break;
            case "scalar":
                var scalar = Take();
                Facts.Add($"scalar {scalar}");
                Directives(scalar);
                break;
            case "union":
                Union();
                break;
            case "enum":
                var name = Take();
                Facts.Add($"enum {name}");
                Directives(name);
                Block(() =>
                {
                    var value = Described(name);
                    Directives(value);
                    Facts.Add(value);
                });
                break;
            case "directive":
                Expect("@");
                var directive = Take();
                var definition = new List<string>();
                while (_next < _tokens.Count && !Starts(_tokens[_next]))
                {
                    definition.Add(Take());
                }

                if (!OwnDirectives.Contains(directive, StringComparer.Ordinal))
                {
                    Facts.Add($"directive @{directive} {string.Join(' ', definition)}");
                }

                break;
            case var kind and ("type" or "interface" or "input"):
                Fields(kind);
                break;
            case var other:
                throw new FormatException($"'{other}' begins no definition.");
        }
    }

    // A root of the usual name is one whether it is stated or not.
    private void Root()
    {
        var root = TypedName("schema");
        if (root is not ("query: Query" or "mutation: Mutation" or "subscription: Subscription"))
        {
            Facts.Add($"schema {root}");
        }
    }

    private void Union()
    {
        var name = Take();
        Facts.Add($"union {name}");
        Directives(name);
        Expect("=");
        Skip("|");
        do
        {
            Facts.Add($"union {name} has {Take()}");
        }
        while (Skip("|"));
    }

    private void Fields(string kind)
    {
        var name = Take();
        Facts.Add($"{kind} {name}");
        if (Skip("implements"))
        {
            Skip("&");
            do
            {
                Facts.Add($"{kind} {name} implements {Take()}");
            }
            while (Skip("&"));
        }

        Directives(name);
        Block(() => Field(name));
    }

    private void Field(string owner)
    {
        var field = Described(owner);
        var arguments = new List<string>();
        if (Skip("("))
        {
            while (!Skip(")"))
            {
                arguments.Add(TypedName(field));
            }
        }

        Expect(":");
        Facts.Add($"{field}({string.Join(", ", arguments.Order(StringComparer.Ordinal))}): {Type()}{Default()}");
        Directives(field);
    }

    private string TypedName(string owner)
    {
        var name = _tokens[_next];
        var described = Described(owner);
        Expect(":");
        var typed = $"{name}: {Type()}{Default()}";
        Directives(described);
        return typed;
    }

    /// <summary>The member's whole name; its description becomes a detail.</summary>
    private string Described(string owner)
    {
        var member = $"{owner}.{_tokens[_next]}";
        if (_strings.TryGetValue(_next++, out var description))
        {
            Details.Add($"{member}: {description}");
        }

        return member;
    }

    private string Type()
    {
        var inner = Skip("[") ? $"[{Type()}" : Take();
        if (inner[0] == '[')
        {
            Expect("]");
            inner += "]";
        }

        return Skip("!") ? inner + "!" : inner;
    }

    private string Default() => Skip("=") ? $" = {Take()}" : string.Empty;

    private void Directives(string owner)
    {
        while (Skip("@"))
        {
            var directive = $"{owner} @{Take()}";
            if (Skip("("))
            {
                var closed = false;
                while (!closed)
                {
                    directive += $" {_strings.GetValueOrDefault(_next)}{_tokens[_next]}";
                    closed = Take() == ")";
                }
            }

            Details.Add(directive);
        }
    }

    /// <summary>What a string says, however it is written.</summary>
    private static string Text(string token) => token.StartsWith("\"\"\"", StringComparison.Ordinal)
        ? string.Join('\n', token[3..^3].Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal).Split('\n', StringSplitOptions.TrimEntries)).Trim()
        : Regex.Unescape(token[1..^1]);

    private void Block(Action member)
    {
        Expect("{");
        while (!Skip("}"))
        {
            member();
        }
    }

    private string Take() => _tokens[_next++];

    private bool Skip(string token)
    {
        if (_next < _tokens.Count && _tokens[_next] == token)
        {
            _next++;
            return true;
        }

        return false;
    }

    private void Expect(string token)
    {
        if (!Skip(token))
        {
            throw new FormatException($"Expected '{token}' and found '{_tokens[_next]}'.");
        }
    }

    private static bool Starts(string token) => token is "schema" or "scalar" or "union" or "enum" or "type" or "interface" or "input" or "directive";

    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|#[^\\n]*|[A-Za-z_][A-Za-z0-9_]*|-?[0-9][0-9.]*|[^\\s]", RegexOptions.None, 5_000)]
    private static partial Regex Token();
}
