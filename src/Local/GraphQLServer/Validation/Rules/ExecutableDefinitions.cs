using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>A document that is executed has operations and fragments, and nothing else. Specification 5.1.1.</summary>
internal sealed class ExecutableDefinitions : ValidationRule
{
    public override void Finish(ValidationContext context)
    {
        foreach (var definition in context.Document.TypeSystem)
        {
            var name = definition switch
            {
                TypeDefinitionNode type => $"\"{type.Name}\"",
                DirectiveDefinitionNode directive => $"\"@{directive.Name}\"",
                _ => "schema",
            };
            Report(context, $"The {name} definition is not executable.", definition);
        }
    }
}
