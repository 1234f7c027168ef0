using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>Where introspection is off, nothing of the schema can be asked but the name of an object's type.</summary>
internal sealed class IntrospectionIsOff : ValidationRule
{
    public override void Field(ValidationContext context, FieldNode field, CompositeType? parent, FieldDefinition? definition)
    {
        if (field.Name is "__schema" or "__type")
        {
            context.Report(Errors.At(
                field,
                $"Introspection is turned off: \"{field.Name}\" cannot be queried.",
                ErrorCode.IntrospectionDisabled));
        }
    }
}
