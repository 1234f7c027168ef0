using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>Writes responses as JSON. GraphQL specification, section 7.</summary>
internal static class ResultWriter
{
    // Text in any script stays readable; what HTML would take for markup is escaped.
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        SkipValidation = true,
    };

    private static readonly ArrayBufferWriter<byte> Nowhere = new();

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Writes one response.</summary>
    public static void Write(IBufferWriter<byte> buffer, ExecutionResult result)
    {
        var json = Borrow(buffer);
        Write(json, result);
        json.Flush();
        json.Reset(Nowhere);
    }

    /// <summary>Writes the responses of a batch.</summary>
    public static void Write(IBufferWriter<byte> buffer, IReadOnlyList<ExecutionResult> results)
    {
        var json = Borrow(buffer);
        json.WriteStartArray();
        foreach (var result in results)
        {
            Write(json, result);
        }

        json.WriteEndArray();
        json.Flush();
        json.Reset(Nowhere);
    }

    /// <summary>The thread's own writer, until the thread needs it again: to make one costs more than to write a small response.</summary>
    public static Utf8JsonWriter Borrow(IBufferWriter<byte> buffer)
    {
        var json = _writer ??= new Utf8JsonWriter(buffer, Options);
        json.Reset(buffer);
        return json;
    }

    public static void Write(Utf8JsonWriter json, ExecutionResult result)
    {
        json.WriteStartObject();
        if (result.Errors.Count > 0)
        {
            json.WriteStartArray("errors"u8);
            foreach (var error in result.Errors)
            {
                Write(json, error);
            }

            json.WriteEndArray();
        }

        if (result.HasData)
        {
            json.WritePropertyName("data"u8);
            Write(json, result.Data);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case Fragment fragment:
                json.WriteRawValue(fragment.Json, skipInputValidation: true);
                break;
            case ObjectResult node:
                json.WriteStartObject();
                var selections = node.SelectionSet.Selections;
                for (var i = 0; i < selections.Length; i++)
                {
                    json.WritePropertyName(selections[i].EncodedName);
                    Write(json, node.Values[i]);
                }

                json.WriteEndObject();
                break;
            case ListResult list:
                json.WriteStartArray();
                foreach (var item in list.Values)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                WriteLeaf(json, value);
                break;
        }
    }

    /// <summary>Writes what a leaf type gives: a string, number, Boolean, list or map.</summary>
    public static void WriteLeaf(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool boolean:
                json.WriteBooleanValue(boolean);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case IReadOnlyDictionary<string, object?> fields:
                json.WriteStartObject();
                foreach (var (name, field) in fields)
                {
                    json.WritePropertyName(name);
                    WriteLeaf(json, field);
                }

                json.WriteEndObject();
                break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    WriteLeaf(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    public static void Write(Utf8JsonWriter json, IError error)
    {
        json.WriteStartObject();
        json.WriteString("message"u8, error.Message);
        if (error.Locations is { Count: > 0 } locations)
        {
            json.WriteStartArray("locations"u8);
            foreach (var (line, column) in locations)
            {
                json.WriteStartObject();
                json.WriteNumber("line"u8, line);
                json.WriteNumber("column"u8, column);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (error.Path is not null)
        {
            json.WritePropertyName("path"u8);
            WriteLeaf(json, error.Path.ToList());
        }

        json.WriteStartObject("extensions"u8);
        json.WriteString("code"u8, error.Code ?? ErrorCode.InternalError);
        foreach (var (key, value) in error.Extensions ?? new Dictionary<string, object?>())
        {
            if (key != "code")
            {
                json.WritePropertyName(key);
                WriteLeaf(json, value);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
