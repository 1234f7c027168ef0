using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>Objects are selected into, scalars and enums are not. Specification 5.3.3.</summary>
internal sealed class ScalarLeafs : ValidationRule
{
    public override void Field(ValidationContext context, FieldNode field, CompositeType? parent, FieldDefinition? definition)
    {
        if (definition is null)
        {
            return;
        }

        if (definition.Type.Named is CompositeType)
        {
            if (field.SelectionSet is null)
            {
                Report(context, $"Field \"{field.Name}\" of type \"{definition.Type}\" must have a selection of subfields.", field);
            }
        }
        else if (field.SelectionSet is not null)
        {
            Report(
                context,
                $"Field \"{field.Name}\" must not have a selection since type \"{definition.Type}\" has no subfields.",
                field.SelectionSet);
        }
    }
}
