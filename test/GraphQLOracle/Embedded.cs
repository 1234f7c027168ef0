using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using HotChocolate;
using Microsoft.Extensions.DependencyInjection;
using OrleansCommerce.Local.GraphQLServer.Building;
using OrleansCommerce.Local.GraphQLServer.Building.Sdl;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.GraphQLOracle;

/// <summary>The embedded server, on schemas that are built from the schema definition language.</summary>
internal sealed class Embedded : IDisposable
{
    // What the reference implementation has as one rule, or under another name.
    private static readonly Dictionary<string, string> RuleNames = new(StringComparer.Ordinal)
    {
        ["OperationTypeExists"] = "KnownOperationTypes",
        ["KnownInputFieldNames"] = "ValuesOfCorrectType",
        ["RequiredInputFields"] = "ValuesOfCorrectType",
    };

    private readonly ServiceProvider _services;
    private readonly GraphQLServerSetup _setup;
    private readonly ConcurrentDictionary<string, RequestExecutor> _executors = new(StringComparer.Ordinal);

    public Embedded()
    {
        var services = new ServiceCollection();
        services.AddGraphQLServer().ModifyLimits(static limits =>
        {
            limits.MaxDepth = int.MaxValue;
            limits.MaxAliases = int.MaxValue;
            limits.MaxCost = int.MaxValue;
            limits.MaxErrors = int.MaxValue;
        });
        _services = services.BuildServiceProvider();
        _setup = _services.GetRequiredService<GraphQLServerSetup>();
    }

    public RequestExecutor Executor(string sdl) =>
        _executors.GetOrAdd(sdl, text => new RequestExecutor(SdlSchemaBuilder.Build(text, new DataRuntime()), _setup, _services));

    /// <summary>What it makes of a case.</summary>
    public async Task<Outcome> AskAsync(Case asked, CaseData? data = null)
    {
        using var variables = asked.Variables is null ? null : JsonDocument.Parse(asked.Variables.ToJsonString());
        var executor = Executor(asked.Sdl);
        var request = executor.Prepare(new GraphQLRequest(asked.Document, asked.OperationName, variables?.RootElement));
        if (request.Errors.Count > 0)
        {
            return Refused(request.Errors);
        }

        var origin = new RequestOrigin(data ?? new CaseData(asked.Data), new ClaimsPrincipal());
        return request.OperationType == OperationType.Subscription
            ? await SubscribeAsync(executor, request, origin)
            : Executed([await executor.ExecuteAsync(request, origin, CancellationToken.None)]);
    }

    /// <inheritdoc/>
    public void Dispose() => _services.Dispose();

    private static async Task<Outcome> SubscribeAsync(RequestExecutor executor, PreparedRequest request, RequestOrigin origin)
    {
        var (events, failure) = await executor.OpenAsync(request, origin, CancellationToken.None);
        if (events is null)
        {
            return Executed([failure!]);
        }

        var results = new List<ExecutionResult>();
        await foreach (var message in events)
        {
            results.Add(await executor.ExecuteEventAsync(request, origin, message, CancellationToken.None));
        }

        return Executed(results);
    }

    private static Outcome Refused(IReadOnlyList<IError> errors)
    {
        var stage = errors[0].Code switch
        {
            ErrorCode.ParseFailed => Stage.Syntax,
            ErrorCode.ValidationFailed => Stage.Validation,
            _ => Stage.Request,
        };
        foreach (var error in errors)
        {
            Complete(error.Message, error.Code);
        }

        var rules = errors
            .Select(e => e.Extensions?.GetValueOrDefault("rule") as string)
            .OfType<string>()
            .Select(rule => RuleNames.GetValueOrDefault(rule, rule))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return new Outcome(stage, [.. rules], [], string.Join("; ", errors.Select(e => e.Message)));
    }

    private static Outcome Executed(List<ExecutionResult> results) => results is [{ HasData: false }]
        ? Refused(results[0].Errors)
        : new Outcome(Stage.Executed, [], [.. results.Select(Shown)], null);

    // Messages and codes are our own, so the reference cannot tell whether they are there.
    private static void Complete(string? message, string? code)
    {
        if (string.IsNullOrEmpty(message) || string.IsNullOrEmpty(code))
        {
            throw new InvalidOperationException($"An error lacks its message or its code: \"{message}\", {code}");
        }
    }

    private static JsonNode Shown(ExecutionResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ResultWriter.Write(buffer, result);
        var response = JsonNode.Parse(buffer.WrittenSpan)!;
        foreach (var error in response["errors"]?.AsArray() ?? [])
        {
            Complete((string?)error!["message"], (string?)error["extensions"]?["code"]);
        }

        var errors = response["errors"]?.AsArray().Select(error => (JsonNode)new JsonObject(
            error!.AsObject().Where(member => member.Key is "path" or "locations").Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))));
        return new JsonObject { ["data"] = response["data"]?.DeepClone(), ["errors"] = new JsonArray([.. errors ?? []]) };
    }
}
