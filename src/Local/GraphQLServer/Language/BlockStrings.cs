namespace OrleansCommerce.Local.GraphQLServer.Language;

/// <summary>The indentation of block strings. GraphQL specification, section 2.9.4.</summary>
internal static class BlockStrings
{
    /// <summary>Takes the common indentation off every line but the first, and blank lines off both ends.</summary>
    public static string Dedent(string raw)
    {
        var lines = raw.Split('\n');
        var common = int.MaxValue;
        foreach (var line in lines.Skip(1))
        {
            var indent = Indent(line);
            if (indent < line.Length)
            {
                common = Math.Min(common, indent);
            }
        }

        for (var i = 1; i < lines.Length && common != int.MaxValue; i++)
        {
            lines[i] = lines[i][Math.Min(common, lines[i].Length)..];
        }

        var first = Array.FindIndex(lines, line => Indent(line) < line.Length);
        var last = Array.FindLastIndex(lines, line => Indent(line) < line.Length);
        return first < 0 ? "" : string.Join('\n', lines[first..(last + 1)]);
    }

    private static int Indent(string line)
    {
        var length = 0;
        while (length < line.Length && line[length] is (' ' or '\t'))
        {
            length++;
        }

        return length;
    }
}
