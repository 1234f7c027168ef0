using System.Collections;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

internal sealed partial class OperationExecution
{
    private void Execute(ObjectResult node, int index, object? parent)
    {
        var selection = node.SelectionSet.Selections[index];
        if (selection.IsTypeName)
        {
            node.Values[index] = node.SelectionSet.Type.Name;
            return;
        }

        object? value = null;
        Exception? fault = null;
        try
        {
            if (selection.Field.Getter is { } getter)
            {
                value = getter(parent!);
            }
            else
            {
                var context = new FieldContext(_request, parent, selection.Arguments(_request.Variables));
                var pending = selection.Field.Resolver!(context);
                if (!pending.IsCompleted)
                {
                    _awaited++;
                    PendingField.Await(Turns, node, index, pending);
                    return;
                }

                value = pending.GetAwaiter().GetResult();
            }
        }
        catch (Exception thrown)
        {
            fault = thrown;
        }

        Finish(node, index, value, fault);
    }

    private void Finish(ResultNode node, int index, object? value, Exception? fault)
    {
        if (IsGone(node))
        {
            return;
        }

        if (fault is OperationCanceledException && _request.CancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(_request.CancellationToken);
        }

        if (fault is not null)
        {
            _errors.Add(fault, node, index);
            Nullify(node, index);
        }
        else
        {
            Complete(node, index, SelectionAt(node, index), node.TypeAt(index), value);
        }
    }

    // A null may have come up from elsewhere while the resolver waited, as far as to the root.
    private static bool IsGone(ResultNode node)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            if (at.IsDiscarded)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Puts a resolver's value into the response. GraphQL specification, section 6.4.3.</summary>
    private void Complete(ResultNode node, int index, Selection selection, GraphType type, object? value)
    {
        if (value is null)
        {
            if (type.IsNonNull)
            {
                _errors.AddNull(node, index);
            }

            Nullify(node, index);
            return;
        }

        switch (type.Nullable)
        {
            case LeafType leaf:
                CompleteLeaf(node, index, leaf, value);
                break;
            case ListType when selection.IsPlain && Plain(selection, type, value) is { } fragment:
                node.Values[index] = fragment;
                break;
            case ListType list:
                CompleteList(node, index, selection, list, value);
                break;
            case CompositeType composite:
                CompleteObject(node, index, selection, composite, value);
                break;
        }
    }

    private void CompleteLeaf(ResultNode node, int index, LeafType leaf, object value)
    {
        try
        {
            node.Values[index] = leaf.Complete(value);
        }
        catch (Exception misfit)
        {
            // The resolver's mistake, not the caller's: kept apart from what a caller's input raises.
            _errors.Add(new InvalidOperationException(misfit.Message, misfit), node, index);
            Nullify(node, index);
        }
    }

    private void CompleteList(ResultNode node, int index, Selection selection, ListType type, object value)
    {
        ListResult list;
        IList items;
        try
        {
            items = value switch
            {
                string or IDictionary => throw new InvalidOperationException($"A value of {value.GetType()} is no list."),
                IList known => known,
                _ => ((IEnumerable)value).Cast<object?>().ToList(),
            };
            list = new ListResult(node, index, type.Item, items.Count);
        }
        catch (Exception fault)
        {
            _errors.Add(fault, node, index);
            Nullify(node, index);
            return;
        }

        node.Values[index] = list;
        for (var i = 0; i < list.Values.Length && !list.IsDiscarded; i++)
        {
            Complete(list, i, selection, type.Item, items[i]);
        }
    }

    private void CompleteObject(ResultNode node, int index, Selection selection, CompositeType type, object value)
    {
        var objectType = type as ObjectType ?? _request.Schema.ObjectTypeOf(value);
        if (objectType is null || !_request.Schema.PossibleTypes(type).Contains(objectType))
        {
            _errors.Add(
                new InvalidOperationException($"A value of {value.GetType()} is of no object type that {type} can be; register it."),
                node,
                index);
            Nullify(node, index);
            return;
        }

        var children = selection.Children(objectType);
        if (children.Fault is { } misfit)
        {
            _errors.Add(misfit, node, index);
            Nullify(node, index);
            return;
        }

        if (children.IsPlain && Plain(selection, objectType, value) is { } fragment)
        {
            node.Values[index] = fragment;
            return;
        }

        var result = new ObjectResult(node, index, children);
        node.Values[index] = result;
        for (var i = 0; i < result.Values.Length && !result.IsDiscarded; i++)
        {
            Execute(result, i, value);
        }
    }

    /// <summary>The value as JSON, where it can be written at once.</summary>
    private Fragment? Plain(Selection selection, GraphType type, object value) => (_fragments ??= new FragmentBuffer()).Write(
        (selection, type, value),
        static (json, part) => PlainWriter.Write(json, part.selection, part.type, part.value));

    /// <summary>Makes a place null, and everything around it up to the first place that may be null.</summary>
    private static void Nullify(ResultNode node, int index)
    {
        node.Values[index] = null;
        var at = node;
        var nonNull = node.TypeAt(index).IsNonNull;
        while (nonNull)
        {
            at.IsDiscarded = true;
            if (at.Parent is null)
            {
                return;
            }

            at.Parent.Values[at.Index] = null;
            nonNull = at.Parent.TypeAt(at.Index).IsNonNull;
            at = at.Parent;
        }
    }

    private static Selection SelectionAt(ResultNode node, int index)
    {
        var at = node;
        var place = index;
        while (at is not ObjectResult)
        {
            place = at.Index;
            at = at.Parent!;
        }

        return ((ObjectResult)at).SelectionSet.Selections[place];
    }
}
