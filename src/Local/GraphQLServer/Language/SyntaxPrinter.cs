using System.Globalization;
using System.Text;

namespace OrleansCommerce.Local.GraphQLServer.Language;

/// <summary>Writes documents and values, such that parsing the result gives the same tree.</summary>
internal static class SyntaxPrinter
{
    public static string Print(DocumentNode document) => string.Join("\n\n", document.Definitions.Select(Print)) + "\n";

    public static string Print(ValueNode value)
    {
        var text = new StringBuilder();
        Value(text, value);
        return text.ToString();
    }

    /// <summary>A string literal in quotes, with what must be escaped escaped.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or '\u007F' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }

    private static string Print(DefinitionNode definition)
    {
        var text = new StringBuilder();
        switch (definition)
        {
            case OperationNode operation:
                text.Append(operation.Type switch
                {
                    OperationType.Mutation => "mutation",
                    OperationType.Subscription => "subscription",
                    _ => "query",
                });
                text.Append(operation.Name is null ? "" : $" {operation.Name}");
                Variables(text, operation.Variables);
                break;
            case FragmentNode fragment:
                text.Append(CultureInfo.InvariantCulture, $"fragment {fragment.Name} on {fragment.TypeCondition}");
                break;
        }

        Directives(text, definition.Directives);
        SelectionSet(text, definition.SelectionSet, 0);
        return text.ToString();
    }

    private static void Variables(StringBuilder text, IReadOnlyList<VariableDefinitionNode> variables)
    {
        for (var i = 0; i < variables.Count; i++)
        {
            var variable = variables[i];
            text.Append(i == 0 ? "(" : ", ").Append('$').Append(variable.Name).Append(": ").Append(variable.Type);
            if (variable.DefaultValue is not null)
            {
                Value(text.Append(" = "), variable.DefaultValue);
            }

            Directives(text, variable.Directives);
        }

        text.Append(variables.Count == 0 ? "" : ")");
    }

    private static void SelectionSet(StringBuilder text, SelectionSetNode set, int depth)
    {
        text.Append(" {\n");
        foreach (var selection in set.Selections)
        {
            text.Append(' ', (depth + 1) * 2);
            Selection(text, selection, depth + 1);
            text.Append('\n');
        }

        text.Append(' ', depth * 2).Append('}');
    }

    private static void Selection(StringBuilder text, SelectionNode selection, int depth)
    {
        var inner = selection switch
        {
            FieldNode field => field.SelectionSet,
            InlineFragmentNode inline => inline.SelectionSet,
            _ => null,
        };
        switch (selection)
        {
            case FieldNode field:
                text.Append(field.Alias is null ? "" : $"{field.Alias}: ").Append(field.Name);
                Arguments(text, field.Arguments);
                break;
            case FragmentSpreadNode spread:
                text.Append("...").Append(spread.Name);
                break;
            case InlineFragmentNode fragment:
                text.Append(fragment.TypeCondition is null ? "..." : $"... on {fragment.TypeCondition}");
                break;
        }

        Directives(text, selection.Directives);
        if (inner is not null)
        {
            SelectionSet(text, inner, depth);
        }
    }

    private static void Directives(StringBuilder text, IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            Arguments(text.Append(" @").Append(directive.Name), directive.Arguments);
        }
    }

    private static void Arguments(StringBuilder text, IReadOnlyList<ArgumentNode> arguments)
    {
        if (arguments.Count > 0)
        {
            Fields(text.Append('('), arguments);
            text.Append(')');
        }
    }

    private static void Fields(StringBuilder text, IReadOnlyList<ArgumentNode> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            Value(text.Append(i == 0 ? "" : ", ").Append(fields[i].Name).Append(": "), fields[i].Value);
        }
    }

    private static void Value(StringBuilder text, ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable:
                text.Append('$').Append(variable.Name);
                break;
            case IntValueNode number:
                text.Append(number.Text);
                break;
            case FloatValueNode number:
                text.Append(number.Text);
                break;
            case StringValueNode s:
                text.Append(Quote(s.Value));
                break;
            case BooleanValueNode boolean:
                text.Append(boolean.Value ? "true" : "false");
                break;
            case EnumValueNode member:
                text.Append(member.Name);
                break;
            case ListValueNode list:
                text.Append('[');
                for (var i = 0; i < list.Items.Count; i++)
                {
                    Value(text.Append(i == 0 ? "" : ", "), list.Items[i]);
                }

                text.Append(']');
                break;
            case ObjectValueNode input:
                Fields(text.Append(input.Fields.Count == 0 ? "{" : "{ "), input.Fields);
                text.Append(input.Fields.Count == 0 ? "}" : " }");
                break;
            default:
                text.Append("null");
                break;
        }
    }
}
