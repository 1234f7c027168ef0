using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building.Checks;

/// <summary>Arguments and input fields are of input types and can be given. Specification 3.10 and 3.13.</summary>
internal static class InputCheck
{
    public static void Verify(FieldsType type)
    {
        foreach (var field in type.Fields.Values)
        {
            if (!field.Type.IsOutput)
            {
                throw new SchemaException($"{type}.{field.Name} is of the input type {field.Type}.");
            }

            foreach (var argument in field.Arguments)
            {
                Verify(argument, $"{type}.{field.Name}({argument.Name})");
            }
        }
    }

    public static void Verify(InputObjectType type)
    {
        foreach (var field in type.Fields.Values)
        {
            Verify(field, $"{type}.{field.Name}");
            if (type.IsOneOf && (field.Type.IsNonNull || field.DefaultValue is not null))
            {
                throw new SchemaException($"{type}.{field.Name} must be nullable and without default: {type} is a OneOf type.");
            }
        }

        VerifyCanEnd(type);
    }

    private static void Verify(InputValueDefinition value, string place)
    {
        if (!value.Type.IsInput)
        {
            throw new SchemaException($"{place} is of the output type {value.Type}.");
        }

        if (value.IsRequired && value.DeprecationReason is not null)
        {
            throw new SchemaException($"{place} is required, so it cannot be deprecated.");
        }

        try
        {
            _ = value.DefaultValue is null ? null : InputCoercion.Literal(value.DefaultValue, value.Type, null);
        }
        catch (CoercionException misfit)
        {
            throw new SchemaException($"{place} cannot have the default {value.DefaultValue}: {misfit.Message}");
        }
    }

    // A value that must have a value of its own type within, and so on, has no end. A list can be empty.
    private static void VerifyCanEnd(InputObjectType type)
    {
        var reached = new HashSet<InputObjectType>();
        var open = new Queue<InputObjectType>([type]);
        while (open.TryDequeue(out var next))
        {
            foreach (var field in next.Fields.Values)
            {
                if (field.Type is not NonNullType { Inner: InputObjectType inner })
                {
                    continue;
                }

                if (ReferenceEquals(inner, type))
                {
                    throw new SchemaException($"{next}.{field.Name} must be nullable: {type} would need a value of itself within each value.");
                }

                if (reached.Add(inner))
                {
                    open.Enqueue(inner);
                }
            }
        }
    }
}
