using System.Text.RegularExpressions;

namespace OrleansCommerce.GraphQLOracle.Generation;

/// <summary>Leaves out, doubles or exchanges a token.</summary>
internal static partial class TokenNoise
{
    public static string Apply(string document, Random random)
    {
        var tokens = Token().Matches(document).Select(m => m.Value).ToList();
        var at = random.Next(tokens.Count);
        switch (random.Next(4))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            case 2:
                var other = random.Next(tokens.Count);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            default:
                tokens[at] = new[] { "@", "{", "}", "\"", "...", "$v", "-", "0x", "on", "null", "fragment", "1.", "%", "&" }[random.Next(14)];
                break;
        }

        return string.Join(' ', tokens);
    }

    [GeneratedRegex("""\.\.\.|"{3}[\s\S]*?"{3}|"(\\.|[^"\\])*"|[-\w.]+|\S""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
