using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building.Checks;

/// <summary>A type has what its interfaces promise. Specification 3.6, "IsValidImplementation".</summary>
internal static class InterfaceCheck
{
    public static void Verify(FieldsType type)
    {
        foreach (var promised in type.Interfaces)
        {
            if (promised.Interfaces.Find(i => !type.Interfaces.Contains(i)) is { } missing)
            {
                throw new SchemaException($"{type} implements {promised}, so it must implement {missing} too.");
            }

            foreach (var field in promised.Fields.Values)
            {
                Verify(type, promised, field);
            }
        }
    }

    private static void Verify(FieldsType type, InterfaceType promised, FieldDefinition field)
    {
        if (!type.Fields.TryGetValue(field.Name, out var own))
        {
            throw new SchemaException($"{type} implements {promised}, so it needs the field {field.Name}.");
        }

        if (!IsSubtype(own.Type, field.Type))
        {
            throw new SchemaException($"{type}.{field.Name} is {own.Type}, which is no {field.Type} as {promised}.{field.Name} is.");
        }

        foreach (var argument in field.Arguments)
        {
            if (own.Argument(argument.Name) is not { } given || !given.Type.Same(argument.Type))
            {
                throw new SchemaException(
                    $"{type}.{field.Name} needs the argument {argument.Name}: {argument.Type}, as {promised}.{field.Name} has it.");
            }
        }

        foreach (var further in own.Arguments)
        {
            if (further.IsRequired && field.Argument(further.Name) is null)
            {
                throw new SchemaException(
                    $"{type}.{field.Name} must not require the argument {further.Name}, which {promised}.{field.Name} does not have.");
            }
        }
    }

    private static bool IsSubtype(GraphType type, GraphType of) => (type, of) switch
    {
        (NonNullType a, NonNullType b) => IsSubtype(a.Inner, b.Inner),
        (NonNullType a, _) => IsSubtype(a.Inner, of),
        (ListType a, ListType b) => IsSubtype(a.Item, b.Item),
        (FieldsType a, InterfaceType b) => ReferenceEquals(a, b) || a.Interfaces.Contains(b),
        (ObjectType a, UnionType b) => b.Members.Contains(a),
        _ => type.Same(of),
    };
}
