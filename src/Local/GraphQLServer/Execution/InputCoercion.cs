using System.Text.Json;
using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>
/// Turns literals and JSON into input values: a dictionary for an input object, a list for a list, else what the scalar
/// or enum parses to. GraphQL specification, section 3, "Input Coercion" of each type.
/// </summary>
internal static class InputCoercion
{
    /// <summary>Stands for a value that was not given, which is not the same as null.</summary>
    public static readonly object Absent = new();

    /// <summary>The value of a literal, in which variables are replaced.</summary>
    /// <returns>The value, null, or <see cref="Absent"/> for a variable that was not given.</returns>
    /// <exception cref="CoercionException">The literal does not fit the type.</exception>
    public static object? Literal(ValueNode literal, GraphType type, IReadOnlyDictionary<string, object?>? variables)
    {
        try
        {
            return Coerce(literal, type, variables);
        }
        catch (CoercionException misfit) when (misfit.Location is null)
        {
            misfit.Location = literal.Location;
            throw;
        }
    }

    /// <summary>The value of a variable's JSON.</summary>
    /// <exception cref="CoercionException">The JSON does not fit the type; the message names the path within it.</exception>
    public static object? Json(JsonElement json, GraphType type, InputPath path)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return type.IsNonNull ? throw path.Invalid(json, $"Expected non-nullable type \"{type}\" not to be null.") : null;
        }

        switch (type.Nullable)
        {
            case ListType list when json.ValueKind == JsonValueKind.Array:
                var items = new List<object?>(json.GetArrayLength());
                foreach (var item in json.EnumerateArray())
                {
                    items.Add(Json(item, list.Item, path.Item(items.Count)));
                }

                return items;
            case ListType list:
                return new List<object?> { Json(json, list.Item, path) };
            case InputObjectType input:
                return Object(json, input, path);
            case LeafType leaf:
                try
                {
                    return leaf switch
                    {
                        ScalarType scalar => scalar.ParseJson(json),
                        EnumType enumeration when json.ValueKind == JsonValueKind.String => enumeration.Parse(JsonText.Of(json)),
                        _ => throw new CoercionException($"Enum \"{leaf}\" cannot represent non-string value: {json.GetRawText()}."),
                    };
                }
                catch (CoercionException misfit)
                {
                    throw path.Invalid(json, misfit.Message);
                }

            default:
                throw path.Invalid(json, $"\"{type}\" is no input type.");
        }
    }

    private static object? Coerce(ValueNode literal, GraphType type, IReadOnlyDictionary<string, object?>? variables)
    {
        if (literal is VariableNode variable)
        {
            return variables is null || !variables.TryGetValue(variable.Name, out var given)
                ? Absent
                : given is null && type.IsNonNull
                    ? throw new CoercionException($"Expected value of non-null type \"{type}\" not to be null.")
                    : given;
        }

        if (literal is NullValueNode)
        {
            return type.IsNonNull ? throw new CoercionException($"Expected value of type \"{type}\", found null.") : null;
        }

        return type.Nullable switch
        {
            ListType list => literal is ListValueNode items
                ? items.Items.Select(item => Item(item, list.Item, variables)).ToList()
                : [Literal(literal, list.Item, variables)],
            InputObjectType input => Object(literal, input, variables),
            EnumType enumeration => literal is EnumValueNode member
                ? enumeration.Parse(member.Name)
                : throw new CoercionException($"Enum \"{enumeration}\" cannot represent non-enum value: {literal}."),
            ScalarType scalar => scalar.ParseLiteral(literal, variables),
            _ => throw new CoercionException($"\"{type}\" is no input type."),
        };
    }

    private static object? Item(ValueNode item, GraphType type, IReadOnlyDictionary<string, object?>? variables)
    {
        var value = Literal(item, type, variables);
        return !ReferenceEquals(value, Absent)
            ? value
            : type.IsNonNull
                ? throw new CoercionException($"Expected value of non-null type \"{type}\" not to be null.") { Location = item.Location }
                : null;
    }

    private static Dictionary<string, object?> Object(
        ValueNode literal,
        InputObjectType type,
        IReadOnlyDictionary<string, object?>? variables)
    {
        if (literal is not ObjectValueNode given)
        {
            throw new CoercionException($"Expected value of type \"{type}\", found {literal}.");
        }

        var unknown = given.Fields.FirstOrDefault(f => !type.Fields.ContainsKey(f.Name));
        return unknown is null
            ? Object(
                type,
                field => given.Fields.FirstOrDefault(f => f.Name == field.Name) is { } stated
                    ? Literal(stated.Value, field.Type, variables)
                    : Absent,
                static message => new CoercionException(message))
            : throw new CoercionException($"Field \"{unknown.Name}\" is not defined by type \"{type}\".");
    }

    private static Dictionary<string, object?> Object(JsonElement json, InputObjectType type, InputPath path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw path.Invalid(json, $"Expected type \"{type}\" to be an object.");
        }

        foreach (var property in json.EnumerateObject())
        {
            var name = PropertyName(property);
            if (name is null || !type.Fields.ContainsKey(name))
            {
                throw path.Invalid(json, $"Field \"{name}\" is not defined by type \"{type}\".");
            }
        }

        return Object(
            type,
            field => json.TryGetProperty(field.Name, out var stated) ? Json(stated, field.Type, path.Field(field.Name)) : Absent,
            message => path.Invalid(json, message));
    }

    // In the order of the type's fields, whatever order they are given in.
    private static Dictionary<string, object?> Object(
        InputObjectType type,
        Func<InputValueDefinition, object?> given,
        Func<string, CoercionException> fault)
    {
        var fields = new Dictionary<string, object?>(type.Fields.Count, StringComparer.Ordinal);
        foreach (var field in type.Fields.Values)
        {
            var value = given(field);
            if (ReferenceEquals(value, Absent))
            {
                value = field.Default;
            }

            if (!ReferenceEquals(value, Absent))
            {
                fields[field.Name] = value;
            }
            else if (field.IsRequired)
            {
                throw fault($"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.");
            }
        }

        return type.IsOneOf && (fields.Count != 1 || fields.Values.First() is null)
            ? throw fault($"Exactly one key must be specified for OneOf type \"{type}\", and its value must not be null.")
            : fields;
    }

    private static string? PropertyName(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: no field is called so.
            return null;
        }
    }
}
