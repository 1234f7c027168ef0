using System.Reflection;
using System.Security.Claims;
using GreenDonut;
using HotChocolate;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>Decides what a resolver's parameters are given.</summary>
internal sealed class ParameterBinder(GraphQLServerSetup setup, IServiceProvider services)
{
    private readonly IServiceProviderIsService _isService = services.GetRequiredService<IServiceProviderIsService>();

    /// <summary>Whether the caller gives the parameter's value.</summary>
    public bool IsArgument(ParameterInfo parameter) => Injected(parameter) is null;

    public Func<FieldContext, object?> Bind(ParameterInfo parameter, InputValueDefinition[] arguments)
    {
        if (Injected(parameter) is { } injected)
        {
            return injected;
        }

        var index = Array.FindIndex(arguments, a => a.Name == Naming.Argument(parameter));
        var convert = InputConverter.For(parameter.ParameterType);
        var fallback = InputShape.DefaultOf(parameter);
        return context => context.Arguments[index] is var value && ReferenceEquals(value, InputCoercion.Absent) ? fallback : convert(value);
    }

    private Func<FieldContext, object?>? Injected(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.IsDefined(typeof(ParentAttribute)))
        {
            return context => context.Parent;
        }

        if (parameter.IsDefined(typeof(EventMessageAttribute)))
        {
            return context => context.Request.EventMessage;
        }

        if (type == typeof(CancellationToken))
        {
            return context => context.Request.CancellationToken;
        }

        if (type == typeof(ClaimsPrincipal))
        {
            return context => context.Request.User;
        }

        if (type == typeof(HttpContext))
        {
            return context => context.Request.Http
                ?? throw new InvalidOperationException("There is no HttpContext: this execution does not come from an HTTP request.");
        }

        if (type == typeof(IServiceProvider))
        {
            return context => context.Request.Services;
        }

        if (typeof(IDataLoader).IsAssignableFrom(type))
        {
            return setup.DataLoaders.TryGetValue(type, out var implementation)
                ? context => context.Request.DataLoader(implementation)
                : throw new SchemaException($"{type} is taken by {parameter.Member.DeclaringType}, and is not registered: call AddDataLoader.");
        }

        return parameter.IsDefined(typeof(ServiceAttribute)) || IsService(type)
            ? context => context.Request.Services.GetRequiredService(type)
            : null;
    }

    // A service provider knows how to make a list of anything; a list of strings is an argument all the same.
    private bool IsService(Type type) =>
        ClrTypes.Scalar(Nullable.GetUnderlyingType(type) ?? type) is null
        && ClrTypes.ElementType(type) is null
        && _isService.IsService(type);
}
