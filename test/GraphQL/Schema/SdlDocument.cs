using System.Text.RegularExpressions;

namespace OrleansCommerce.GraphQL.Tests.Schema;

/// <summary>
/// Reads as much of the schema definition language as a comparison needs: each definition becomes a set of lines such as
/// <c>Query.order(id: ID!): Order</c>, which a schema either has or lacks. Descriptions, directives and defaults of arguments are left out.
/// </summary>
internal sealed partial class SdlDocument
{
    private readonly List<string> _tokens;
    private int _next;

    private SdlDocument(string text) =>
        _tokens = [.. Token().Matches(text).Select(match => match.Value).Where(token => token[0] is not '"' and not '#' and not ',')];

    /// <summary>Every fact that the schema states.</summary>
    public SortedSet<string> Facts { get; } = new(StringComparer.Ordinal);

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
        switch (Take())
        {
            case "schema":
                Block(() => Facts.Add($"schema {TypedName()}"));
                break;
            case "scalar":
                Facts.Add($"scalar {Take()}");
                Directives();
                break;
            case "union":
                Union();
                break;
            case "enum":
                var name = Take();
                Facts.Add($"enum {name}");
                Directives();
                Block(() => Member($"{name}.{Take()}"));
                break;
            case "directive":
                while (_next < _tokens.Count && !Starts(_tokens[_next]))
                {
                    _next++;
                }

                break;
            case var kind and ("type" or "interface" or "input"):
                Fields(kind);
                break;
            case var other:
                throw new FormatException($"'{other}' begins no definition.");
        }
    }

    private void Union()
    {
        var name = Take();
        Facts.Add($"union {name}");
        Directives();
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

        Directives();
        Block(() => Field(name));
    }

    private void Field(string owner)
    {
        var field = $"{owner}.{Take()}";
        var arguments = new List<string>();
        if (Skip("("))
        {
            while (!Skip(")"))
            {
                arguments.Add(TypedName());
            }
        }

        Expect(":");
        Member($"{field}({string.Join(", ", arguments.Order(StringComparer.Ordinal))}): {Type()}{Default()}");
    }

    private void Member(string fact)
    {
        Directives();
        Facts.Add(fact);
    }

    private string TypedName()
    {
        var name = Take();
        Expect(":");
        var typed = $"{name}: {Type()}{Default()}";
        Directives();
        return typed;
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

    private void Directives()
    {
        while (Skip("@"))
        {
            Take();
            if (Skip("("))
            {
                while (!Skip(")"))
                {
                    _next++;
                }
            }
        }
    }

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
