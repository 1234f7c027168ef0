using System.Collections.Concurrent;
using System.Security.Claims;
using GreenDonut;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>One execution of an operation: a request, or one event of a subscription.</summary>
internal sealed class RequestContext(
    Schema schema,
    IServiceProvider services,
    ClaimsPrincipal user,
    HttpContext? http,
    IReadOnlyDictionary<string, object?> variables,
    CancellationToken cancellationToken)
{
    private static readonly DataLoaderOptions LoaderOptions = new();
    private static readonly ConcurrentDictionary<Type, ObjectFactory> Factories = [];

    private readonly Lock _gate = new();
    private Dictionary<Type, object>? _dataLoaders;

    public Schema Schema => schema;

    public IServiceProvider Services => services;

    public ClaimsPrincipal User => user;

    public HttpContext? Http => http;

    public IReadOnlyDictionary<string, object?> Variables => variables;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The event that a subscription is executed for.</summary>
    public object? EventMessage { get; init; }

    /// <summary>When data loaders fetch; the execution that uses this context sets it.</summary>
    public IBatchScheduler? BatchScheduler { get; set; }

    /// <summary>The request's one instance of a data loader.</summary>
    public object DataLoader(Type implementation)
    {
        lock (_gate)
        {
            _dataLoaders ??= [];
            if (!_dataLoaders.TryGetValue(implementation, out var loader))
            {
                var scheduler = BatchScheduler
                    ?? throw new InvalidOperationException("A source stream cannot use data loaders: it is opened before the execution.");
                var create = Factories.GetOrAdd(implementation, static type => ActivatorUtilities.CreateFactory(type, Type.EmptyTypes));
                _dataLoaders[implementation] = loader = create(new LoaderServices(services, scheduler), null);
            }

            return loader;
        }
    }

    private sealed class LoaderServices(IServiceProvider services, IBatchScheduler scheduler)
        : IServiceProvider, IServiceProviderIsService
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(IBatchScheduler) ? scheduler
            : serviceType == typeof(DataLoaderOptions) ? LoaderOptions
            : serviceType == typeof(IServiceProviderIsService) ? this
            : services.GetService(serviceType);

        public bool IsService(Type serviceType) =>
            serviceType == typeof(IBatchScheduler)
            || serviceType == typeof(DataLoaderOptions)
            || services.GetService<IServiceProviderIsService>()?.IsService(serviceType) == true;
    }
}
