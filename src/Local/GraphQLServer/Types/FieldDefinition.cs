using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Types;

/// <summary>Calls the resolver of a field.</summary>
internal delegate ValueTask<object?> FieldResolver(FieldContext context);

/// <summary>Opens the source stream of a subscription field.</summary>
internal delegate ValueTask<IAsyncEnumerable<object?>> SourceStreamResolver(FieldContext context);

internal sealed class FieldDefinition(string name, GraphType type)
{
    public string Name => name;

    public GraphType Type => type;

    public string? Description { get; init; }

    public string? DeprecationReason { get; init; }

    public IReadOnlyList<InputValueDefinition> Arguments { get; init; } = [];

    public FieldResolver? Resolver { get; init; }

    /// <summary>Reads the field from the parent alone; used in the place of <see cref="Resolver"/> where it is set.</summary>
    public Func<object, object?>? Getter { get; init; }

    public SourceStreamResolver? Subscribe { get; init; }

    public InputValueDefinition? Argument(string argument)
    {
        foreach (var candidate in Arguments)
        {
            if (candidate.Name == argument)
            {
                return candidate;
            }
        }

        return null;
    }
}

/// <summary>An argument or an input field.</summary>
internal sealed class InputValueDefinition(string name, GraphType type)
{
    private object? _default = InputCoercion.Absent;

    public string Name => name;

    public GraphType Type => type;

    public string? Description { get; init; }

    public string? DeprecationReason { get; init; }

    public ValueNode? DefaultValue { get; init; }

    public bool IsRequired => type.IsNonNull && DefaultValue is null;

    /// <summary>The coerced default; <see cref="InputCoercion.Absent"/> where there is none.</summary>
    public object? Default => DefaultValue is null || !ReferenceEquals(_default, InputCoercion.Absent)
        ? _default
        : _default = InputCoercion.Literal(DefaultValue, type, null);
}

internal sealed class DirectiveDefinition(string name, string? description, params IReadOnlyList<string> locations)
{
    public string Name => name;

    public string? Description => description;

    public IReadOnlyList<string> Locations => locations;

    /// <summary>Whether it may stand more than once at a place.</summary>
    public bool IsRepeatable { get; init; }

    public IReadOnlyList<InputValueDefinition> Arguments { get; init; } = [];
}
