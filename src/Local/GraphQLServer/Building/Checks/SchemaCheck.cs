using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building.Checks;

/// <summary>Refuses what no valid schema has, at start, with the name of the type. Specification 3.</summary>
internal static class SchemaCheck
{
    public static void Verify(IReadOnlyCollection<NamedType> types, string query = "Query")
    {
        if (!types.Any(t => t.Name == query))
        {
            throw new SchemaException("A schema needs a query root: call AddQueryType.");
        }

        if (types.GroupBy(t => t.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new SchemaException($"Two types are named {twice.Key}: give one another name by [GraphQLName].");
        }

        foreach (var type in types)
        {
            VerifyNotEmpty(type);
            NameCheck.Verify(type);
            switch (type)
            {
                case FieldsType fields:
                    InterfaceCheck.Verify(fields);
                    InputCheck.Verify(fields);
                    break;
                case InputObjectType input:
                    InputCheck.Verify(input);
                    break;
            }
        }
    }

    private static void VerifyNotEmpty(NamedType type)
    {
        var empty = type switch
        {
            FieldsType fields => fields.Fields.Count == 0,
            UnionType union => union.Members.Count == 0,
            InputObjectType input => input.Fields.Count == 0,
            EnumType enumeration => enumeration.Members.Count == 0,
            _ => false,
        };
        if (empty)
        {
            throw new SchemaException(type is UnionType
                ? $"The union {type} has no members: register classes that implement its marker by AddType."
                : $"The type {type} has no fields.");
        }
    }
}
