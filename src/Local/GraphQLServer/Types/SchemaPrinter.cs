using System.Globalization;
using System.Text;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Types;

/// <summary>Writes a schema in the schema definition language: sorted, so that two prints differ only where the schemas do.</summary>
internal static class SchemaPrinter
{
    public static string Print(Schema schema)
    {
        var text = new StringBuilder();
        var types = schema.Types
            .Where(t => !t.IsIntrospection && !Scalars.IsSpecified(t))
            .OrderBy(t => t.Name switch { "Query" => 0, "Mutation" => 1, "Subscription" => 2, _ => 3 })
            .ThenBy(t => t.Name, StringComparer.Ordinal);
        foreach (var type in types)
        {
            text.Append(text.Length == 0 ? "" : "\n");
            Description(text, type.Description, "");
            Type(text, type);
        }

        return text.ToString();
    }

    private static void Type(StringBuilder text, NamedType type)
    {
        switch (type)
        {
            case ScalarType scalar:
                text.Append(CultureInfo.InvariantCulture, $"scalar {type.Name}");
                text.Append(scalar.SpecifiedBy is null ? "\n" : $" @specifiedBy(url: {SyntaxPrinter.Quote(scalar.SpecifiedBy)})\n");
                break;
            case FieldsType fields:
                text.Append(type is InterfaceType ? "interface " : "type ").Append(type.Name);
                Names(text, fields.Interfaces.Count == 0 ? "" : " implements ", " & ", fields.Interfaces);
                text.Append(" {\n");
                foreach (var field in fields.Fields.Values.OrderBy(f => f.Name, StringComparer.Ordinal))
                {
                    Field(text, field);
                }

                text.Append("}\n");
                break;
            case UnionType union:
                text.Append(CultureInfo.InvariantCulture, $"union {type.Name} = ");
                Names(text, "", " | ", union.Members);
                text.Append('\n');
                break;
            case EnumType enumeration:
                text.Append(CultureInfo.InvariantCulture, $"enum {type.Name} {{\n");
                foreach (var member in enumeration.Members)
                {
                    Description(text, member.Description, "  ");
                    text.Append("  ").Append(member.Name);
                    Deprecation(text, member.DeprecationReason);
                    text.Append('\n');
                }

                text.Append("}\n");
                break;
            case InputObjectType input:
                text.Append(CultureInfo.InvariantCulture, $"input {type.Name}{(input.IsOneOf ? " @oneOf" : "")} {{\n");
                foreach (var field in input.Fields.Values.OrderBy(f => f.Name, StringComparer.Ordinal))
                {
                    Description(text, field.Description, "  ");
                    InputValue(text.Append("  "), field);
                    text.Append('\n');
                }

                text.Append("}\n");
                break;
        }
    }

    private static void Field(StringBuilder text, FieldDefinition field)
    {
        Description(text, field.Description, "  ");
        text.Append("  ").Append(field.Name);
        if (field.Arguments.Any(a => a.Description is not null))
        {
            text.Append("(\n");
            foreach (var argument in field.Arguments)
            {
                Description(text, argument.Description, "    ");
                InputValue(text.Append("    "), argument);
                text.Append('\n');
            }

            text.Append("  )");
        }
        else if (field.Arguments.Count > 0)
        {
            text.Append('(');
            for (var i = 0; i < field.Arguments.Count; i++)
            {
                InputValue(text.Append(i == 0 ? "" : ", "), field.Arguments[i]);
            }

            text.Append(')');
        }

        text.Append(": ").Append(field.Type);
        Deprecation(text, field.DeprecationReason);
        text.Append('\n');
    }

    private static void InputValue(StringBuilder text, InputValueDefinition value)
    {
        text.Append(CultureInfo.InvariantCulture, $"{value.Name}: {value.Type}");
        text.Append(value.DefaultValue is null ? "" : $" = {value.DefaultValue}");
        Deprecation(text, value.DeprecationReason);
    }

    private static void Names(StringBuilder text, string before, string between, IEnumerable<NamedType> types) =>
        text.Append(before).AppendJoin(between, types.Select(t => t.Name).Order(StringComparer.Ordinal));

    private static void Deprecation(StringBuilder text, string? reason) =>
        text.Append(reason is null ? "" : $" @deprecated(reason: {SyntaxPrinter.Quote(reason)})");

    private static void Description(StringBuilder text, string? description, string indent)
    {
        if (description is null)
        {
            return;
        }

        if (!description.Contains('\n', StringComparison.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}{SyntaxPrinter.Quote(description)}\n");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{indent}\"\"\"\n");
        foreach (var line in description.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal).Split('\n'))
        {
            text.Append(line.Length == 0 ? "" : indent).Append(line).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"{indent}\"\"\"\n");
    }
}
