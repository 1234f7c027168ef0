using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>Compiles calls of resolver methods, so that a request uses no reflection.</summary>
internal static class ResolverCompiler
{
    public static FieldResolver Resolver(MethodInfo method, object? instance, Func<ParameterInfo, Func<FieldContext, object?>> bind)
    {
        var context = Expression.Parameter(typeof(FieldContext));
        var call = Call(method, instance, bind, context);
        var adapter = Adapter(method.ReturnType);
        return Expression.Lambda<FieldResolver>(Expression.Call(adapter, call), context).Compile();
    }

    public static SourceStreamResolver Source(MethodInfo method, object? instance, Func<ParameterInfo, Func<FieldContext, object?>> bind)
    {
        var context = Expression.Parameter(typeof(FieldContext));
        var call = Call(method, instance, bind, context);
        var open = Expression.Lambda<FieldResolver>(Expression.Call(Adapter(method.ReturnType), call), context).Compile();
        var adapt = typeof(ResolverCompiler).GetMethod(nameof(Box), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(EventType(method))
            .CreateDelegate<Func<object, CancellationToken, IAsyncEnumerable<object?>>>();
        return async fieldContext =>
        {
            var stream = await open(fieldContext)
                ?? throw new InvalidOperationException($"{method.DeclaringType}.{method.Name} gave no stream.");
            return adapt(stream, CancellationToken.None);
        };
    }

    private static MethodCallExpression Call(
        MethodInfo method,
        object? instance,
        Func<ParameterInfo, Func<FieldContext, object?>> bind,
        ParameterExpression context)
    {
        var arguments = method.GetParameters().Select(p =>
            Expression.Convert(Expression.Invoke(Expression.Constant(bind(p)), context), p.ParameterType));
        var owner = method.IsStatic ? null
            : instance is not null ? Expression.Constant(instance)
            : (Expression)Expression.Convert(Expression.Property(context, nameof(FieldContext.Parent)), method.DeclaringType!);
        return Expression.Call(owner, method, arguments);
    }

    private static Type EventType(MethodInfo method)
    {
        var type = method.ReturnType;
        if (IsGeneric(type, typeof(Task<>)) || IsGeneric(type, typeof(ValueTask<>)))
        {
            type = type.GetGenericArguments()[0];
        }

        return IsGeneric(type, typeof(IAsyncEnumerable<>))
            ? type.GetGenericArguments()[0]
            : throw new SchemaException($"{method.DeclaringType}.{method.Name} must return IAsyncEnumerable<T>, or a task of it.");
    }

    private static MethodInfo Adapter(Type type)
    {
        var (name, result) = IsGeneric(type, typeof(Task<>)) ? (nameof(FromTask), type.GetGenericArguments()[0])
            : IsGeneric(type, typeof(ValueTask<>)) ? (nameof(FromValueTask), type.GetGenericArguments()[0])
            : (nameof(FromValue), type);
        return typeof(ResolverCompiler).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(result);
    }

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static ValueTask<object?> FromValue<T>(T value) => new(value);

    private static ValueTask<object?> FromTask<T>(Task<T> task) => task.IsCompletedSuccessfully
        ? new ValueTask<object?>(task.Result)
        : new ValueTask<object?>(new TaskValue<T>(task), 0);

    private static ValueTask<object?> FromValueTask<T>(ValueTask<T> task) => task.IsCompletedSuccessfully
        ? new ValueTask<object?>(task.Result)
        : FromTask(task.AsTask());

    private static async IAsyncEnumerable<object?> Box<T>(object stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in ((IAsyncEnumerable<T>)stream).WithCancellation(cancellationToken))
        {
            yield return item;
        }
    }
}
