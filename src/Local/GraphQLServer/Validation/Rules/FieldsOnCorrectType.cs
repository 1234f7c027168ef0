using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>The type that a field is selected on has it. Specification 5.3.1.</summary>
internal sealed class FieldsOnCorrectType : ValidationRule
{
    public override void Field(ValidationContext context, FieldNode field, CompositeType? parent, FieldDefinition? definition)
    {
        if (parent is not null && definition is null)
        {
            Report(context, $"Cannot query field \"{field.Name}\" on type \"{parent}\".", field);
        }
    }
}
