using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Runtime;
using OrleansCommerce.Local.Execution;

namespace OrleansCommerce.Local.Proxies;

/// <summary>
/// Compiles a grain interface into a reference class, and each of its methods into a call class that holds the
/// arguments: a call neither reflects nor boxes.
/// </summary>
internal static class ProxyCompiler
{
    private static readonly Type[] HostInterfaces = [typeof(IAddressable), typeof(IGrain), typeof(IGrainWithStringKey)];

    /// <summary>Compiles the interface; gives what makes its references.</summary>
    /// <exception cref="NotSupportedException">The interface has a member that cannot be called from afar.</exception>
    public static Func<GrainHost, GrainClass, string, GrainProxy> Compile(Type grainInterface)
    {
        var methods = MethodsOf(grainInterface);
        var module = DefineModule(grainInterface, methods);
        var proxy = module.DefineType($"{grainInterface.FullName}.Reference", TypeAttributes.Class | TypeAttributes.Sealed, typeof(GrainProxy), [grainInterface]);
        var constructor = DefineConstructor(proxy);
        foreach (var (method, index) in methods.Select((method, index) => (method, index)))
        {
            var call = CallCompiler.Compile(module, $"{grainInterface.FullName}.{method.Name}.{index}", method);
            DefineMethod(proxy, method, call);
        }

        var make = proxy.DefineMethod("Make", MethodAttributes.Public | MethodAttributes.Static, typeof(GrainProxy), [typeof(GrainHost), typeof(GrainClass), typeof(string)]);
        var il = make.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
        return proxy.CreateType().GetMethod("Make")!.CreateDelegate<Func<GrainHost, GrainClass, string, GrainProxy>>();
    }

    private static List<MethodInfo> MethodsOf(Type grainInterface)
    {
        var methods = grainInterface.GetInterfaces().Append(grainInterface)
            .Except(HostInterfaces)
            .SelectMany(type => type.GetMethods())
            .Where(method => !method.IsStatic)
            .ToList();
        foreach (var method in methods)
        {
            var result = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericTypeDefinition() : method.ReturnType;
            if (result != typeof(Task) && result != typeof(Task<>) && result != typeof(ValueTask) && result != typeof(ValueTask<>))
            {
                throw new NotSupportedException($"{method.DeclaringType}.{method.Name} cannot be a grain method: it must return a Task or ValueTask.");
            }

            if (method.IsGenericMethod || method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
            {
                throw new NotSupportedException($"{method.DeclaringType}.{method.Name} cannot be a grain method: it is generic, or has a parameter by reference.");
            }

            if (method.IsDefined(typeof(Orleans.Concurrency.OneWayAttribute)) && method.ReturnType.IsGenericType)
            {
                throw new NotSupportedException($"{method.DeclaringType}.{method.Name} cannot be one-way: it has a result.");
            }
        }

        return methods;
    }

    private static ModuleBuilder DefineModule(Type grainInterface, List<MethodInfo> methods)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"{grainInterface.FullName}.Proxies"), AssemblyBuilderAccess.Run);
        var friend = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
        var used = methods
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType).Append(method.DeclaringType!))
            .SelectMany(AndItsParts)
            .Append(typeof(GrainProxy))
            .Append(grainInterface);
        foreach (var name in used.Select(type => type.Assembly.GetName().Name!).Distinct(StringComparer.Ordinal))
        {
            assembly.SetCustomAttribute(new CustomAttributeBuilder(friend, [name]));
        }

        return assembly.DefineDynamicModule("Proxies");
    }

    private static IEnumerable<Type> AndItsParts(Type type) =>
        type.HasElementType ? AndItsParts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(AndItsParts).Append(type);

    private static ConstructorBuilder DefineConstructor(TypeBuilder proxy)
    {
        Type[] parameters = [typeof(GrainHost), typeof(GrainClass), typeof(string)];
        var constructor = proxy.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, parameters);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Call, typeof(GrainProxy).GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, parameters)!);
        il.Emit(OpCodes.Ret);
        return constructor;
    }

    /// <summary>The interface's method: make the call object, send it, give its task.</summary>
    private static void DefineMethod(TypeBuilder proxy, MethodInfo method, ConstructorInfo call)
    {
        var parameters = method.GetParameters();
        var implementation = proxy.DefineMethod(
            $"{method.DeclaringType!.FullName}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.HideBySig | MethodAttributes.NewSlot | MethodAttributes.Virtual | MethodAttributes.Final,
            method.ReturnType,
            [.. parameters.Select(parameter => parameter.ParameterType)]);
        var il = implementation.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarg, (short)(i + 1));
        }

        il.Emit(OpCodes.Newobj, call);
        var returned = method.ReturnType;
        const BindingFlags NonPublic = BindingFlags.NonPublic | BindingFlags.Instance;
        var send = returned.IsGenericType
            ? typeof(GrainProxy).GetMethod("Send", NonPublic)!.MakeGenericMethod(returned.GetGenericArguments())
            : typeof(GrainProxy).GetMethod("SendVoid", NonPublic)!;
        il.Emit(OpCodes.Call, send);
        if (returned.IsValueType)
        {
            il.Emit(OpCodes.Newobj, returned.GetConstructor([CallCompiler.TaskOf(returned)])!);
        }

        il.Emit(OpCodes.Ret);
        proxy.DefineMethodOverride(implementation, method);
    }
}
