namespace OrleansCommerce.Local.GraphQLServer.Types;

/// <summary>A type of a schema, named or wrapped.</summary>
internal abstract class GraphType
{
    public bool IsNonNull => this is NonNullType;

    /// <summary>The type without its non-null wrapper.</summary>
    public GraphType Nullable => this is NonNullType nonNull ? nonNull.Inner : this;

    /// <summary>The innermost type.</summary>
    public NamedType Named
    {
        get
        {
            var at = this;
            while (at is not NamedType)
            {
                at = at switch
                {
                    NonNullType nonNull => nonNull.Inner,
                    ListType list => list.Item,
                    _ => throw new InvalidOperationException($"{at.GetType().Name} wraps nothing."),
                };
            }

            return (NamedType)at;
        }
    }

    public bool IsInput => Named is LeafType or InputObjectType;

    public bool IsOutput => Named is not InputObjectType;

    /// <summary>Structural equality: wrappers are made where they are needed, named types are one instance each.</summary>
    public bool Same(GraphType other) => (this, other) switch
    {
        (NonNullType a, NonNullType b) => a.Inner.Same(b.Inner),
        (ListType a, ListType b) => a.Item.Same(b.Item),
        _ => ReferenceEquals(this, other),
    };
}

internal sealed class NonNullType(GraphType inner) : GraphType
{
    public GraphType Inner => inner;

    public override string ToString() => $"{inner}!";
}

internal sealed class ListType(GraphType item) : GraphType
{
    public GraphType Item => item;

    public override string ToString() => $"[{item}]";
}

internal abstract class NamedType(string name) : GraphType
{
    public string Name => name;

    public string? Description { get; init; }

    public bool IsIntrospection => name.StartsWith("__", StringComparison.Ordinal);

    public override string ToString() => name;
}

/// <summary>A type whose values have no fields.</summary>
internal abstract class LeafType(string name) : NamedType(name)
{
    /// <summary>A resolver's value as JSON has it: a string, int, long, double, decimal or bool.</summary>
    /// <exception cref="CoercionException">The value is outside the type.</exception>
    public abstract object Complete(object value);
}
