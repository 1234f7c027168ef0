using System.Text.RegularExpressions;
using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building.Checks;

/// <summary>Names are letters, digits and underscores, and two underscores at the beginning are introspection's. Specification 2.1.9.</summary>
internal static partial class NameCheck
{
    public static void Verify(NamedType type)
    {
        Verify(type.Name, type.Name);
        switch (type)
        {
            case FieldsType fields:
                foreach (var field in fields.Fields.Values)
                {
                    Verify(field.Name, $"{type}.{field.Name}");
                    VerifyAll(field.Arguments, $"{type}.{field.Name}");
                }

                break;
            case InputObjectType input:
                VerifyAll(input.Fields.Values, type.Name);
                break;
            case EnumType enumeration:
                foreach (var member in enumeration.Members)
                {
                    Verify(member.Name, $"{type}.{member.Name}");
                }

                break;
        }
    }

    private static void VerifyAll(IEnumerable<InputValueDefinition> values, string owner)
    {
        foreach (var value in values)
        {
            Verify(value.Name, $"{owner}.{value.Name}");
        }
    }

    private static void Verify(string name, string place)
    {
        if (name.StartsWith("__", StringComparison.Ordinal) || !Name().IsMatch(name))
        {
            throw new SchemaException(
                $"{place} cannot be called so: a name is letters, digits and underscores, begins with no digit and not with two underscores.");
        }
    }

    [GeneratedRegex("^[_A-Za-z][_0-9A-Za-z]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
