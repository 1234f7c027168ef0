using GreenDonut;
using HotChocolate;
using HotChocolate.AspNetCore;
using HotChocolate.Execution;
using HotChocolate.Execution.Configuration;
using HotChocolate.Execution.Options;
using HotChocolate.Types;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansCommerce.Local.GraphQLServer.Building;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers types, data loaders, error filters and limits.</summary>
public static class RequestExecutorBuilderExtensions
{
    /// <summary>An empty query root, for extensions to fill.</summary>
    public static IRequestExecutorBuilder AddQueryType(this IRequestExecutorBuilder builder) =>
        builder.Configure(setup => setup.AddRoot(OperationTypeNames.Query, null));

    /// <summary>The query root, from a class.</summary>
    public static IRequestExecutorBuilder AddQueryType<T>(this IRequestExecutorBuilder builder)
        where T : class =>
        builder.Configure(setup => setup.AddRoot(OperationTypeNames.Query, typeof(T)));

    /// <summary>An empty mutation root, for extensions to fill.</summary>
    public static IRequestExecutorBuilder AddMutationType(this IRequestExecutorBuilder builder) =>
        builder.Configure(setup => setup.AddRoot(OperationTypeNames.Mutation, null));

    /// <summary>The mutation root, from a class.</summary>
    public static IRequestExecutorBuilder AddMutationType<T>(this IRequestExecutorBuilder builder)
        where T : class =>
        builder.Configure(setup => setup.AddRoot(OperationTypeNames.Mutation, typeof(T)));

    /// <summary>An empty subscription root, for extensions to fill.</summary>
    public static IRequestExecutorBuilder AddSubscriptionType(this IRequestExecutorBuilder builder) =>
        builder.Configure(setup => setup.AddRoot(OperationTypeNames.Subscription, null));

    /// <summary>The subscription root, from a class.</summary>
    public static IRequestExecutorBuilder AddSubscriptionType<T>(this IRequestExecutorBuilder builder)
        where T : class =>
        builder.Configure(setup => setup.AddRoot(OperationTypeNames.Subscription, typeof(T)));

    /// <summary>A class marked <c>[ExtendObjectType]</c>, whose members become fields of another type.</summary>
    public static IRequestExecutorBuilder AddTypeExtension<T>(this IRequestExecutorBuilder builder) =>
        builder.AddTypeExtension(typeof(T));

    /// <summary>A class marked <c>[ExtendObjectType]</c>; it may be static.</summary>
    public static IRequestExecutorBuilder AddTypeExtension(this IRequestExecutorBuilder builder, Type extension) =>
        builder.Configure(setup => setup.Extensions.Add(extension));

    /// <summary>
    /// A type that no field leads to, such as a member of a union, or the interface of an error.
    /// </summary>
    public static IRequestExecutorBuilder AddType<T>(this IRequestExecutorBuilder builder) =>
        builder.AddType(typeof(T));

    /// <inheritdoc cref="AddType{T}"/>
    public static IRequestExecutorBuilder AddType(this IRequestExecutorBuilder builder, Type type) =>
        builder.Configure(setup => setup.Types.Add(type));

    /// <summary>A data loader; resolvers take it as a parameter, and a request has one instance.</summary>
    public static IRequestExecutorBuilder AddDataLoader<T>(this IRequestExecutorBuilder builder)
        where T : class, IDataLoader =>
        builder.Configure(setup => setup.DataLoaders[typeof(T)] = typeof(T));

    /// <summary>A data loader that resolvers take by its interface.</summary>
    public static IRequestExecutorBuilder AddDataLoader<TService, T>(this IRequestExecutorBuilder builder)
        where TService : class, IDataLoader
        where T : class, TService =>
        builder.Configure(setup => setup.DataLoaders[typeof(TService)] = typeof(T));

    /// <summary>A filter that sees every error before it is sent. Filters run in the order of registration.</summary>
    public static IRequestExecutorBuilder AddErrorFilter<T>(this IRequestExecutorBuilder builder)
        where T : class, IErrorFilter
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IErrorFilter, T>();
        return builder;
    }

    /// <summary>A filter that sees every error before it is sent.</summary>
    public static IRequestExecutorBuilder AddErrorFilter(this IRequestExecutorBuilder builder, Func<IError, IError> filter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IErrorFilter>(new DelegateErrorFilter(filter));
        return builder;
    }

    /// <summary>
    /// Lets error filters and interceptors take a service of the application. Here they are the application's own services, and take all:
    /// the call is for HotChocolate, where a schema has services apart.
    /// </summary>
    public static IRequestExecutorBuilder AddApplicationService<TService>(this IRequestExecutorBuilder builder)
        where TService : class => builder;

    /// <summary>Decides who may use sockets; without one, everybody may.</summary>
    public static IRequestExecutorBuilder AddSocketSessionInterceptor<T>(this IRequestExecutorBuilder builder)
        where T : class, ISocketSessionInterceptor
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<ISocketSessionInterceptor, T>());
        return builder;
    }

    /// <summary>Sets how requests are executed.</summary>
    public static IRequestExecutorBuilder ModifyRequestOptions(
        this IRequestExecutorBuilder builder,
        Action<RequestExecutorOptions> configure) =>
        builder.Configure(setup => configure(setup.RequestOptions));

    /// <summary>Sets how the schema is built.</summary>
    public static IRequestExecutorBuilder ModifyOptions(this IRequestExecutorBuilder builder, Action<SchemaOptions> configure) =>
        builder.Configure(setup => configure(setup.SchemaOptions));

    /// <summary>The deepest nesting of fields that a query may have; introspection counts too.</summary>
    public static IRequestExecutorBuilder AddMaxExecutionDepthRule(this IRequestExecutorBuilder builder, int maxAllowedExecutionDepth) =>
        builder.Configure(setup => setup.Limits.MaxDepth = maxAllowedExecutionDepth);

    /// <summary>Refuses <c>__schema</c> and <c>__type</c>; the SDL is then not served either.</summary>
    public static IRequestExecutorBuilder DisableIntrospection(this IRequestExecutorBuilder builder, bool disable = true) =>
        builder.Configure(setup => setup.AllowIntrospection = !disable);

    /// <summary>Sets the sizes beyond which a request is refused. Of this engine only.</summary>
    public static IRequestExecutorBuilder ModifyLimits(this IRequestExecutorBuilder builder, Action<GraphQLLimits> configure) =>
        builder.Configure(setup => configure(setup.Limits));

    /// <summary>Sets which documents a request can name in place of sending them. Of this engine only.</summary>
    public static IRequestExecutorBuilder ModifyStoredDocuments(
        this IRequestExecutorBuilder builder,
        Action<StoredDocumentOptions> configure) =>
        builder.Configure(setup => configure(setup.StoredDocuments));

    private static IRequestExecutorBuilder Configure(this IRequestExecutorBuilder builder, Action<GraphQLServerSetup> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        configure(((RequestExecutorBuilder)builder).Setup);
        return builder;
    }

    private sealed class DelegateErrorFilter(Func<IError, IError> filter) : IErrorFilter
    {
        public IError OnError(IError error) => filter(error);
    }
}
