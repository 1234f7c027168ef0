using System.Text.Json;
using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>Coerces the variables of a request. GraphQL specification, section 6.1.2.</summary>
internal static class Variables
{
    private static readonly Dictionary<string, object?> None = [];

    public static IReadOnlyDictionary<string, object?> Coerce(Schema schema, OperationNode operation, JsonElement? json, out List<IError>? errors)
    {
        errors = null;
        if (operation.Variables.Count == 0)
        {
            return None;
        }

        var values = new Dictionary<string, object?>(operation.Variables.Count, StringComparer.Ordinal);
        foreach (var variable in operation.Variables)
        {
            try
            {
                var value = Coerce(TypeReferences.Resolve(schema, variable.Type)!, variable, json);
                if (!ReferenceEquals(value, InputCoercion.Absent))
                {
                    values[variable.Name] = value;
                }
            }
            catch (CoercionException misfit)
            {
                (errors ??= []).Add(Errors.At(variable, misfit.Message, ErrorCode.BadUserInput));
            }
        }

        return values;
    }

    private static object? Coerce(GraphType type, VariableDefinitionNode variable, JsonElement? json)
    {
        if (json is { } given && given.TryGetProperty(variable.Name, out var value))
        {
            return InputCoercion.Json(value, type, new InputPath(variable.Name));
        }

        if (variable.DefaultValue is not null)
        {
            return InputCoercion.Literal(variable.DefaultValue, type, null);
        }

        return type.IsNonNull
            ? throw new CoercionException($"Variable \"${variable.Name}\" of required type \"{type}\" was not provided.")
            : InputCoercion.Absent;
    }
}
