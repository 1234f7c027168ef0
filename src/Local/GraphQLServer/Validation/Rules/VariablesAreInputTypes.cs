using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>A variable is of an input type. Specification 5.8.2.</summary>
internal sealed class VariablesAreInputTypes : ValidationRule
{
    public override void VariableDefinition(ValidationContext context, VariableDefinitionNode variable)
    {
        if (TypeReferences.Resolve(context.Schema, variable.Type) is { IsInput: false })
        {
            Report(context, $"Variable \"${variable.Name}\" cannot be non-input type \"{variable.Type}\".", variable.Type);
        }
    }
}
