using System.Text.Json;
using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building.Sdl;

/// <summary>A scalar of which only the name is known: it takes and gives whatever JSON can say.</summary>
internal sealed class AnyScalar(string name) : ScalarType(name)
{
    public override object ParseLiteral(ValueNode literal) => Value(literal, null)!;

    public override object ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) => Value(literal, variables)!;

    public override object ParseJson(JsonElement json) => JsonValues.Read(json)!;

    public override object Complete(object value) => value;

    private static object? Value(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) => literal switch
    {
        VariableNode variable => variables?.GetValueOrDefault(variable.Name),
        IntValueNode or FloatValueNode => Number(NumberText(literal)!),
        StringValueNode text => text.Value,
        BooleanValueNode boolean => boolean.Value,
        EnumValueNode member => member.Name,
        ListValueNode list => list.Items.Select(item => Value(item, variables)).ToList(),
        ObjectValueNode input => Fields(input, variables),
        _ => null,
    };

    private static Dictionary<string, object?> Fields(ObjectValueNode input, IReadOnlyDictionary<string, object?>? variables)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in input.Fields)
        {
            if (field.Value is not VariableNode variable || variables?.ContainsKey(variable.Name) == true)
            {
                fields[field.Name] = Value(field.Value, variables);
            }
        }

        return fields;
    }

    private static object Number(string text)
    {
        using var json = JsonDocument.Parse(text);
        return JsonValues.Read(json.RootElement)!;
    }
}
