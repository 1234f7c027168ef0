using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;
using OrleansCommerce.Local.GraphQLServer.Validation.Rules;

namespace OrleansCommerce.Local.GraphQLServer.Validation;

/// <summary>Decides whether a document can be executed on a schema. GraphQL specification, section 5.</summary>
internal sealed class DocumentValidator(Schema schema, GraphQLLimits limits, bool allowIntrospection)
{
    public IReadOnlyList<IError> Validate(DocumentNode document)
    {
        var context = new ValidationContext(schema, document, limits.MaxErrors);
        new DocumentLimits(context, limits).Check();
        if (context.Errors.Count > 0)
        {
            return context.Errors;
        }

        new DocumentWalker(context, Rules()).Walk();
        new OverlappingFieldsCanBeMerged(context).Check();

        return context.Errors;
    }

    private List<ValidationRule> Rules()
    {
        List<ValidationRule> rules =
        [
            new ExecutableDefinitions(),
            new OperationTypeExists(),
            new UniqueOperationNames(),
            new LoneAnonymousOperation(),
            new SingleFieldSubscriptions(),
            new FieldsOnCorrectType(),
            new ScalarLeafs(),
            new KnownArgumentNames(),
            new UniqueArgumentNames(),
            new ProvidedRequiredArguments(),
            new UniqueFragmentNames(),
            new KnownTypeNames(),
            new FragmentsOnCompositeTypes(),
            new NoUnusedFragments(),
            new KnownFragmentNames(),
            new NoFragmentCycles(),
            new PossibleFragmentSpreads(),
            new ValuesOfCorrectType(),
            new KnownInputFieldNames(),
            new UniqueInputFieldNames(),
            new RequiredInputFields(),
            new KnownDirectives(),
            new UniqueDirectivesPerLocation(),
            new UniqueVariableNames(),
            new VariablesAreInputTypes(),
            new NoUndefinedVariables(),
            new NoUnusedVariables(),
            new VariablesInAllowedPosition(),
        ];
        if (!allowIntrospection)
        {
            rules.Add(new IntrospectionIsOff());
        }

        return rules;
    }
}
