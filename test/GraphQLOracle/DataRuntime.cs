using System.Collections;
using OrleansCommerce.Local.GraphQLServer.Building.Sdl;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.GraphQLOracle;

/// <summary>Resolves fields from a case's data, as <c>reference.mjs</c> does.</summary>
internal sealed class DataRuntime : SdlRuntime
{
    /// <inheritdoc/>
    public override FieldResolver Resolver(string field, GraphType type, IReadOnlyList<InputValueDefinition> arguments) =>
        context => Resolved(Value(context, field, type), context, arguments);

    /// <inheritdoc/>
    public override SourceStreamResolver SourceStream(string field) => async context =>
    {
        var events = await Resolved(Data(context).Events(field), context, []);
        return Events((IList?)events ?? Array.Empty<object?>());
    };

    /// <inheritdoc/>
    public override string? TypeNameOf(object value) => (value as Dictionary<string, object?>)?.GetValueOrDefault("__typename") as string;

    private static CaseData Data(FieldContext context) => (CaseData)context.Request.Services.GetService(typeof(CaseData))!;

    private static object? Value(FieldContext context, string field, GraphType type)
    {
        var data = Data(context);
        return (context.Parent ?? data.Root) is Dictionary<string, object?> owner ? data.Field(owner, field, type) : null;
    }

    private static ValueTask<object?> Resolved(object? value, FieldContext context, IReadOnlyList<InputValueDefinition> arguments)
    {
        if (value is not Dictionary<string, object?> fields)
        {
            return new ValueTask<object?>(value);
        }

        return fields switch
        {
            _ when fields.ContainsKey("$args") => new(Given(context, arguments)),
            _ when fields.TryGetValue("$arg", out var name) => new(Given(context, arguments).GetValueOrDefault((string)name!)),
            _ when fields.TryGetValue("$error", out var message) => throw new InvalidOperationException((string)message!),
            _ when fields.TryGetValue("$async", out var later) => LaterAsync(later, context, arguments),
            _ => new(value),
        };
    }

    private static async ValueTask<object?> LaterAsync(object? value, FieldContext context, IReadOnlyList<InputValueDefinition> arguments)
    {
        // When nothing else of the execution can run, so that the order is the same each time.
        if (context.Request.BatchScheduler is { } scheduler)
        {
            var turn = new TaskCompletionSource();
            scheduler.Schedule(() =>
            {
                turn.SetResult();
                return ValueTask.CompletedTask;
            });
            await turn.Task;
        }

        return await Resolved(value, context, arguments);
    }

    private static Dictionary<string, object?> Given(FieldContext context, IReadOnlyList<InputValueDefinition> arguments)
    {
        var given = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!ReferenceEquals(context.Arguments[i], InputCoercion.Absent))
            {
                given[arguments[i].Name] = context.Arguments[i];
            }
        }

        return given;
    }

    private static async IAsyncEnumerable<object?> Events(IList events)
    {
        foreach (var message in events)
        {
            await Task.Yield();
            yield return message;
        }
    }
}
