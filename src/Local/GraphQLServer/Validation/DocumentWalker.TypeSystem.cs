using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation;

/// <summary>Definitions in a document that should be executed: they are refused, and what is wrong within them is told too.</summary>
internal sealed partial class DocumentWalker
{
    private void TypeSystem(TypeSystemNode definition)
    {
        // A definition has no variables to use, and no definition of the document to count them for.
        _uses = new DefinitionUses();
        switch (definition)
        {
            case SchemaDefinitionNode schema:
                Directives(schema.Directives, "SCHEMA");
                Types(schema.Roots.Select(r => r.Type));
                break;
            case TypeDefinitionNode type:
                Type(type);
                break;
            case DirectiveDefinitionNode directive:
                InputValues(directive.Arguments, "ARGUMENT_DEFINITION");
                break;
        }
    }

    private void Type(TypeDefinitionNode type)
    {
        Directives(type.Directives, type.Kind switch
        {
            TypeDefinitionKind.Scalar => "SCALAR",
            TypeDefinitionKind.Object => "OBJECT",
            TypeDefinitionKind.Interface => "INTERFACE",
            TypeDefinitionKind.Union => "UNION",
            TypeDefinitionKind.Enum => "ENUM",
            _ => "INPUT_OBJECT",
        });
        Types(type.Interfaces.Concat(type.Members));
        foreach (var field in type.Fields)
        {
            Types([field.Type]);
            Directives(field.Directives, "FIELD_DEFINITION");
            InputValues(field.Arguments, "ARGUMENT_DEFINITION");
        }

        foreach (var value in type.Values)
        {
            Directives(value.Directives, "ENUM_VALUE");
        }

        InputValues(type.InputFields, "INPUT_FIELD_DEFINITION");
    }

    private void InputValues(IReadOnlyList<InputValueDefinitionNode> values, string location)
    {
        foreach (var value in values)
        {
            Types([value.Type]);
            Directives(value.Directives, location);
            if (value.DefaultValue is not null)
            {
                Value(value.DefaultValue, null, false, null);
            }
        }
    }

    private void Types(IEnumerable<TypeNode> types)
    {
        foreach (var type in types)
        {
            Each(rule => rule.DefinitionType(context, type));
        }
    }
}
