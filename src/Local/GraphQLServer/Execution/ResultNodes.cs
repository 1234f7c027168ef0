using OrleansCommerce.Local.GraphQLServer.Types;
using Path = HotChocolate.Path;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>An object or list of the response, while it is being filled. Leaf values are held as JSON writes them.</summary>
internal abstract class ResultNode(ResultNode? parent, int index, int count)
{
    /// <summary>The containing node; null at the response's root.</summary>
    public ResultNode? Parent => parent;

    /// <summary>The place of this node in <see cref="Parent"/>.</summary>
    public int Index => index;

    public object?[] Values { get; } = count == 0 ? [] : new object?[count];

    /// <summary>A null below made this node null: what else comes for it is dropped.</summary>
    public bool IsDiscarded { get; set; }

    public abstract GraphType TypeAt(int index);

    public Path PathOf(int index)
    {
        var above = parent is null ? Path.Root : parent.PathOf(Index);
        return Append(above, index);
    }

    protected abstract Path Append(Path path, int index);
}

internal sealed class ObjectResult(ResultNode? parent, int index, SelectionSet selectionSet)
    : ResultNode(parent, index, selectionSet.Selections.Length)
{
    public SelectionSet SelectionSet => selectionSet;

    public override GraphType TypeAt(int index) => selectionSet.Selections[index].Field.Type;

    protected override Path Append(Path path, int index) => path.Append(selectionSet.Selections[index].ResponseName);
}

internal sealed class ListResult(ResultNode? parent, int index, GraphType itemType, int count) : ResultNode(parent, index, count)
{
    public override GraphType TypeAt(int index) => itemType;

    protected override Path Append(Path path, int index) => path.Append(index);
}
