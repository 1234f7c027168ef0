using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>A variable fits every place where it is used. Specification 5.8.5.</summary>
internal sealed class VariablesInAllowedPosition : ValidationRule
{
    public override void Finish(ValidationContext context)
    {
        foreach (var operation in context.Document.Definitions.OfType<OperationNode>())
        {
            var variables = new Dictionary<string, VariableDefinitionNode>(StringComparer.Ordinal);
            foreach (var variable in operation.Variables)
            {
                variables.TryAdd(variable.Name, variable);
            }

            foreach (var use in context.Reached(operation).SelectMany(d => context.UsesIn(d).Variables))
            {
                if (variables.TryGetValue(use.Node.Name, out var variable))
                {
                    Check(context, variable, use);
                }
            }
        }
    }

    private void Check(ValidationContext context, VariableDefinitionNode variable, VariableUse use)
    {
        if (use.Type is not { } place || TypeReferences.Resolve(context.Schema, variable.Type) is not { } type)
        {
            return;
        }

        if (!IsAllowed(type, variable.DefaultValue is not (null or NullValueNode), place, use.HasDefault))
        {
            Report(
                context,
                $"Variable \"${variable.Name}\" of type \"{type}\" used in position expecting type \"{place}\".",
                variable,
                use.Node);
        }

        if (use.OneOf is not null && !type.IsNonNull)
        {
            Report(
                context,
                $"Variable \"${variable.Name}\" must be non-nullable to be used for OneOf Input Object \"{use.OneOf}\".",
                variable,
                use.Node);
        }
    }

    private static bool IsAllowed(GraphType variable, bool variableHasDefault, GraphType place, bool placeHasDefault) =>
        place.IsNonNull && !variable.IsNonNull
            ? (variableHasDefault || placeHasDefault) && IsCompatible(variable, place.Nullable)
            : IsCompatible(variable, place);

    private static bool IsCompatible(GraphType variable, GraphType place) => (variable, place) switch
    {
        (NonNullType v, NonNullType p) => IsCompatible(v.Inner, p.Inner),
        (_, NonNullType) => false,
        (NonNullType v, _) => IsCompatible(v.Inner, place),
        (ListType v, ListType p) => IsCompatible(v.Item, p.Item),
        _ => variable.Same(place),
    };
}
