using System.Collections;
using System.Text.Json;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>
/// Writes objects of which only properties are selected (see <see cref="SelectionSet.IsPlain"/>) as JSON at once. It gives up, with
/// false or an exception, at anything that would be an error or make null what is around it: the execution then does the same
/// part field by field, with the places that errors need.
/// </summary>
internal static class PlainWriter
{
    public static bool Write(Utf8JsonWriter json, Selection selection, GraphType type, object? value)
    {
        if (value is null)
        {
            json.WriteNullValue();
            return !type.IsNonNull;
        }

        switch (type.Nullable)
        {
            case LeafType leaf:
                ResultWriter.WriteLeaf(json, leaf.Complete(value));
                return true;
            case ListType list:
                return Items(json, selection, list.Item, value);
            default:
                return Fields(json, selection.Children((ObjectType)type.Nullable), value);
        }
    }

    private static bool Items(Utf8JsonWriter json, Selection selection, GraphType type, object value)
    {
        if (value is not IList items || value is IDictionary)
        {
            return false;
        }

        json.WriteStartArray();
        for (var i = 0; i < items.Count; i++)
        {
            if (!Write(json, selection, type, items[i]))
            {
                return false;
            }
        }

        json.WriteEndArray();
        return true;
    }

    private static bool Fields(Utf8JsonWriter json, SelectionSet set, object value)
    {
        json.WriteStartObject();
        foreach (var selection in set.Selections)
        {
            json.WritePropertyName(selection.EncodedName);
            if (selection.IsTypeName)
            {
                json.WriteStringValue(set.Type.Name);
            }
            else if (!Write(json, selection, selection.Field.Type, selection.Field.Getter!(value)))
            {
                return false;
            }
        }

        json.WriteEndObject();
        return true;
    }
}
