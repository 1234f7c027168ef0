using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Language;

internal abstract class ValueNode(Location location) : SyntaxNode(location)
{
    /// <summary>The value as it would be written.</summary>
    public override string ToString() => SyntaxPrinter.Print(this);
}

internal sealed class VariableNode(Location location, string name) : ValueNode(location)
{
    public string Name => name;
}

internal sealed class IntValueNode(Location location, string text) : ValueNode(location)
{
    public string Text => text;
}

internal sealed class FloatValueNode(Location location, string text) : ValueNode(location)
{
    public string Text => text;
}

internal sealed class StringValueNode(Location location, string value, bool block = false) : ValueNode(location)
{
    public string Value => value;

    public bool Block => block;
}

internal sealed class BooleanValueNode(Location location, bool value) : ValueNode(location)
{
    public bool Value => value;
}

internal sealed class NullValueNode(Location location) : ValueNode(location);

internal sealed class EnumValueNode(Location location, string name) : ValueNode(location)
{
    public string Name => name;
}

internal sealed class ListValueNode(Location location, IReadOnlyList<ValueNode> items) : ValueNode(location)
{
    public IReadOnlyList<ValueNode> Items => items;
}

internal sealed class ObjectValueNode(Location location, IReadOnlyList<ArgumentNode> fields) : ValueNode(location)
{
    public IReadOnlyList<ArgumentNode> Fields => fields;
}

internal abstract class TypeNode(Location location) : SyntaxNode(location);

internal sealed class NamedTypeNode(Location location, string name) : TypeNode(location)
{
    public string Name => name;

    public override string ToString() => name;
}

internal sealed class ListTypeNode(Location location, TypeNode item) : TypeNode(location)
{
    public TypeNode Item => item;

    public override string ToString() => $"[{item}]";
}

internal sealed class NonNullTypeNode(Location location, TypeNode nullable) : TypeNode(location)
{
    public TypeNode Nullable => nullable;

    public override string ToString() => $"{nullable}!";
}
