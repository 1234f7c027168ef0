using HotChocolate;
using HotChocolate.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansCommerce.Local.GraphQLServer.Building;
using OrleansCommerce.Local.GraphQLServer.Documents;
using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;
using OrleansCommerce.Local.GraphQLServer.Validation;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>Prepares and executes requests on one schema.</summary>
internal sealed partial class RequestExecutor : IRequestExecutor
{
    private static readonly Dictionary<string, object?> NoVariables = [];

    private readonly GraphQLServerSetup _setup;
    private readonly DocumentCache _documents = new();
    private readonly DocumentValidator _validator;
    private readonly IReadOnlyList<IErrorFilter> _filters;
    private readonly ILogger _logger;
    private readonly RequestMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ExecutionTimeouts _timeouts;
    private readonly StoredDocuments _stored;

    public RequestExecutor(GraphQLServerSetup setup, IServiceProvider services)
        : this(ClrSchemaBuilder.Build(setup, services), setup, services)
    {
    }

    public RequestExecutor(Schema schema, GraphQLServerSetup setup, IServiceProvider services)
    {
        _setup = setup;
        Schema = schema;
        _validator = new DocumentValidator(Schema, setup.Limits, setup.AllowIntrospection);
        _filters = [.. services.GetServices<IErrorFilter>()];
        _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("OrleansCommerce.GraphQL");
        _metrics = services.GetRequiredService<RequestMetrics>();
        _time = services.GetRequiredService<TimeProvider>();
        _timeouts = new ExecutionTimeouts(_time);
        _stored = services.GetRequiredService<StoredDocuments>();
    }

    public Schema Schema { get; }

    ISchemaDefinition IRequestExecutor.Schema => Schema;

    /// <summary>Parses and validates the document, picks the operation, and coerces the variables.</summary>
    public PreparedRequest Prepare(GraphQLRequest request)
    {
        if (_stored.Find(request, out var missing) is not { } source)
        {
            return Refuse([missing!]);
        }

        var document = Document(source);
        if (document.Errors.Count > 0)
        {
            return Refuse(document.Errors);
        }

        if (document.Operation(request.OperationName) is not { } operation)
        {
            var message = string.IsNullOrEmpty(request.OperationName)
                ? document.Operations.Count == 0 ? "The document has no operation." : "Several operations: operationName must say which to execute."
                : $"The document has no operation named \"{request.OperationName}\".";
            return Refuse([Errors.Of(message, ErrorCode.OperationResolutionFailed)]);
        }

        var variables = Variables.Coerce(Schema, operation, request.Variables, out var errors);
        if (errors is not null)
        {
            return Refuse(errors);
        }

        var plan = document.Plan(Schema, operation, variables);
        if (Cost(plan, variables) <= _setup.Limits.MaxCost)
        {
            _stored.Keep(request);
            return new PreparedRequest(plan, variables, []);
        }

        document.Forget(plan);
        return Refuse([Errors.Beyond(
            ErrorCode.CostLimitExceeded,
            _setup.Limits.MaxCost,
            $"The operation could cost more than {_setup.Limits.MaxCost}; ask for fewer or shorter lists.",
            operation)]);
    }

    /// <summary>Executes a query or mutation.</summary>
    public async Task<ExecutionResult> ExecuteAsync(PreparedRequest request, RequestOrigin origin, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        if (request.Plan is not { } plan)
        {
            _metrics.Refused();
            return ExecutionResult.Refused(request.Errors);
        }

        using var running = _timeouts.Start(_setup.RequestOptions.ExecutionTimeout, cancellationToken);
        var context = new RequestContext(Schema, origin.Services, origin.User, origin.Http, request.Variables, running.Token);
        var result = await new OperationExecution(context, plan, NewErrors()).RunAsync(null);
        _metrics.Executed(plan.Operation.Type, result, _time.GetElapsedTime(started));
        return result;
    }

    /// <summary>Opens the source stream of a subscription.</summary>
    /// <returns>The stream of events, or the result that says why there is none.</returns>
    public async Task<(IAsyncEnumerable<object?>? Events, ExecutionResult? Failure)> OpenAsync(
        PreparedRequest request,
        RequestOrigin origin,
        CancellationToken cancellationToken)
    {
        var errors = NewErrors();
        if (request.Plan!.Root.Fault is { } misfit)
        {
            errors.Add(misfit, null, 0);
            return (null, ExecutionResult.Refused(errors.All));
        }

        var selection = request.Plan.Root.Selections[0];
        try
        {
            var open = selection.Field.Subscribe
                ?? throw new InvalidOperationException($"The field {selection.Field.Name} is not marked [Subscribe].");
            var context = new RequestContext(Schema, origin.Services, origin.User, origin.Http, request.Variables, cancellationToken);
            return (await open(new FieldContext(context, null, selection.Arguments(request.Variables))), null);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            errors.Add(fault, new ObjectResult(null, 0, request.Plan.Root), 0);
            return (null, ExecutionResult.Refused(errors.All));
        }
    }

    /// <summary>Executes a subscription for one event.</summary>
    public async Task<ExecutionResult> ExecuteEventAsync(
        PreparedRequest request,
        RequestOrigin origin,
        object? message,
        CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        using var running = _timeouts.Start(_setup.RequestOptions.ExecutionTimeout, cancellationToken);
        var context = new RequestContext(Schema, origin.Services, origin.User, origin.Http, request.Variables, running.Token)
        {
            EventMessage = message,
        };
        var result = await new OperationExecution(context, request.Plan!, NewErrors()).RunAsync(message);
        _metrics.Executed(OperationType.Subscription, result, _time.GetElapsedTime(started));
        return result;
    }

    /// <summary>What is sent when a source stream breaks.</summary>
    public ExecutionResult StreamFailed(PreparedRequest request, Exception fault)
    {
        var errors = NewErrors();
        errors.Add(fault, new ObjectResult(null, 0, request.Plan!.Root), 0);
        return new ExecutionResult(null, errors.All, HasData: true);
    }

    private long Cost(OperationPlan plan, IReadOnlyDictionary<string, object?> variables)
    {
        if (plan.Cost is { } known)
        {
            return known.Value;
        }

        var cost = OperationCost.Of(plan, Schema, variables, _setup.Limits);
        if (!cost.DependsOnVariables)
        {
            plan.Cost = cost;
        }

        return cost.Value;
    }

    /// <summary>Looks through the trusted documents before the first request does, and logs those that cannot be executed.</summary>
    public void CheckTrustedDocuments()
    {
        foreach (var (id, source) in _setup.StoredDocuments.Trusted)
        {
            if (Document(source).Errors is [var error, ..])
            {
                NotExecutable(_logger, id, error.Message);
            }
        }
    }

    private FieldErrors NewErrors() => new(_filters, _setup.RequestOptions, _setup.Limits.MaxErrors, _logger);

    private PreparedDocument Document(string source)
    {
        if (_documents.Find(source) is { } known)
        {
            return known;
        }

        try
        {
            var document = Parser.Parse(source, _setup.Limits.MaxTokens);
            var prepared = new PreparedDocument(document, _validator.Validate(document));
            if (prepared.Errors.Count == 0)
            {
                _documents.Keep(source, prepared);
            }

            return prepared;
        }
        catch (SyntaxException fault)
        {
            return new PreparedDocument(Errors.Syntax(fault));
        }
    }

    private static PreparedRequest Refuse(IReadOnlyList<IError> errors) => new(null, NoVariables, errors);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "The trusted document {Id} cannot be executed: {Reason}")]
    private static partial void NotExecutable(ILogger logger, string id, string reason);
}
