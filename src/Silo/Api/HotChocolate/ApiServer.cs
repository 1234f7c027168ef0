using HotChocolate.AspNetCore;
using HotChocolate.Execution;
using HotChocolate.Execution.Configuration;
using HotChocolate.Language;
using HotChocolate.PersistedOperations;

namespace OrleansCommerce.Silo;

/// <summary>What HotChocolate is told beside the schema, so that clients find the same API, the same limits and the same codes as with the embedded server.</summary>
internal static class ApiServer
{
    /// <summary>What decides how the schema is printed.</summary>
    public static IRequestExecutorBuilder AddSchemaRules(this IRequestExecutorBuilder builder) => builder
        .AddType<MomentType>()
        .AddType<ExactDecimalType>()
        .ModifyCostOptions(options =>
        {
            // The cost is counted by OperationCost, which needs no directives in the schema.
            options.ApplyCostDefaults = false;
            options.SkipAnalyzer = true;
        });

    /// <summary>Its settings.</summary>
    /// <exception cref="Configuration.SettingException">A setting under <c>GraphQL</c> cannot be right.</exception>
    public static IRequestExecutorBuilder AddServerSettings(this IRequestExecutorBuilder builder, IConfiguration configuration, bool introspection)
    {
        var documents = new StoredDocumentOptions();
        TrustedDocuments.Apply(configuration, documents);
        var limits = new GraphQLLimits();
        LimitSettings.Apply(configuration, limits);
        var places = new SubscriptionPlaces(limits);
        builder.Services.AddSingleton(limits);
        builder.Services.AddSingleton<RequestMeter>();
        return builder
            .AddDiagnosticEventListener<RequestMeter.Starts>()
            .ConfigureSchemaServices(ServerErrors.AddFirst)
            .AddLimits(limits)
            .AddDocuments(documents)
            .ConfigureSchemaServices(OneLastMessage.Decorate)
            .UseRequest(next => context => RequestMeter.InvokeAsync(context, next),
                nameof(RequestMeter), before: WellKnownRequestMiddleware.InstrumentationMiddleware)
            .UseRequest(next => async context =>
            {
                await next(context);
                ServerErrors.Translate(context);
            }, nameof(ServerErrors), before: WellKnownRequestMiddleware.InstrumentationMiddleware)
            .UseRequest(next => context => OperationCost.IsTooHigh(context, limits) ? ValueTask.CompletedTask : next(context),
                nameof(OperationCost), after: WellKnownRequestMiddleware.OperationVariableCoercionMiddleware)
            .UseRequest(next => context => places.InvokeAsync(context, next), nameof(SubscriptionPlaces), after: nameof(OperationCost))
            .ModifyServerOptions(options =>
            {
                options.Tool.Enable = false;
                options.EnableSchemaRequests = introspection;
                options.EnableMultipartRequests = false;
                options.Batching = limits.MaxBatchSize > 0 ? AllowedBatching.RequestBatching : AllowedBatching.None;
                options.MaxBatchSize = limits.MaxBatchSize;
                options.MaxConcurrentRequests = null;

                // Signs of life are those of SocketLimits, which also notice a client that is gone.
                options.Sockets.KeepAliveInterval = null;
            });
    }

    /// <summary>Serves it.</summary>
    public static void MapServer(this WebApplication app, string path)
    {
        var limits = app.Services.GetRequiredService<GraphQLLimits>();
        app.Use(new RequestChecks(path, limits).InvokeAsync);
        app.Use(new SocketLimits(path, limits).InvokeAsync);
        app.MapGraphQL(path);
    }

    private static IRequestExecutorBuilder AddLimits(this IRequestExecutorBuilder builder, GraphQLLimits limits) => builder
        .ModifyParserOptions(options =>
        {
            options.MaxAllowedTokens = limits.MaxTokens;
            options.MaxAllowedFields = limits.MaxTokens;
        })
        .AddValidationRule((_, _) => new DocumentSize(limits))
        .AddValidationRule((_, _) => new LiteralValues())
        .SetMaxAllowedValidationErrors(limits.MaxErrors);

    private static IRequestExecutorBuilder AddDocuments(this IRequestExecutorBuilder builder, StoredDocumentOptions options)
    {
        var documents = new StoredDocuments(options);
        return builder
            .AddSha256DocumentHashProvider(HashFormat.Hex)
            .ConfigureSchemaServices(services => services.AddSingleton<IOperationDocumentStorage>(documents))
            .UseInstrumentation()
            .UseExceptions()
            .UseTimeout()
            .UseDocumentCache()
            .UseReadPersistedOperation()
            .UseRequest(next => async context =>
            {
                if (!documents.Refuses(context))
                {
                    await next(context);
                    documents.Keep(context);
                }
            }, nameof(StoredDocuments))
            .UseDocumentParser()
            .UseDocumentValidation()
            .UseRequest(next => context => RequestFaults.InvokeAsync(context, next), nameof(RequestFaults))
            .UseOperationCache()
            .UseOperationResolver()
            .UseSkipWarmupExecution()
            .UseOperationVariableCoercion()
            .UseRequest(next => async context =>
            {
                await next(context);
                FailedSubscription.AnswerWithResult(context);
            }, nameof(FailedSubscription))
            .UseOperationExecution();
    }
}
