using System.Reflection;
using System.Reflection.Emit;
using OrleansCommerce.Local.Execution;

namespace OrleansCommerce.Local.Proxies;

/// <summary>Compiles a grain method into a class whose objects are calls of it.</summary>
internal static class CallCompiler
{
    private const BindingFlags Instance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    /// <summary>The constructor, which takes the method's arguments.</summary>
    public static ConstructorInfo Compile(ModuleBuilder module, string name, MethodInfo method)
    {
        var resultType = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : null;
        var parent = resultType is null ? typeof(VoidGrainCall) : typeof(GrainCall<>).MakeGenericType(resultType);
        Type[] parameters = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];

        var type = module.DefineType(name, TypeAttributes.Public | TypeAttributes.Class | TypeAttributes.Sealed, parent);
        var grainMethod = type.DefineField("Method", typeof(GrainMethod), FieldAttributes.Public | FieldAttributes.Static);
        var arguments = parameters.Select((parameter, i) => type.DefineField($"argument{i}", parameter, FieldAttributes.Public)).ToList();

        DefineConstructor(type, parent, grainMethod, parameters, arguments);
        DefineCall(type, parent, method, arguments);

        var compiled = type.CreateType();
        compiled.GetField("Method")!.SetValue(null, new GrainMethod(method));
        return compiled.GetConstructor(parameters)!;
    }

    /// <summary>The task type that a ValueTask type is made from.</summary>
    public static Type TaskOf(Type valueTask) =>
        valueTask.IsGenericType ? typeof(Task<>).MakeGenericType(valueTask.GetGenericArguments()) : typeof(Task);

    private static void DefineConstructor(TypeBuilder type, Type parent, FieldBuilder grainMethod, Type[] parameters, List<FieldBuilder> arguments)
    {
        var il = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, parameters).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldsfld, grainMethod);
        il.Emit(OpCodes.Call, parent.GetConstructor(Instance, [typeof(GrainMethod)])!);
        for (var i = 0; i < arguments.Count; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg, (short)(i + 1));
            il.Emit(OpCodes.Stfld, arguments[i]);
        }

        il.Emit(OpCodes.Ret);
    }

    /// <summary>Calls the method on the grain with the arguments, and gives its answer as a ValueTask.</summary>
    private static void DefineCall(TypeBuilder type, Type parent, MethodInfo method, List<FieldBuilder> arguments)
    {
        var overridden = parent.GetMethod("Call", Instance)!;
        var call = type.DefineMethod(
            "Call", MethodAttributes.Family | MethodAttributes.HideBySig | MethodAttributes.Virtual, overridden.ReturnType, [typeof(object)]);
        var il = call.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var argument in arguments)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, argument);
        }

        il.Emit(OpCodes.Callvirt, method);
        if (!method.ReturnType.IsValueType)
        {
            il.Emit(OpCodes.Newobj, overridden.ReturnType.GetConstructor([TaskOf(overridden.ReturnType)])!);
        }

        il.Emit(OpCodes.Ret);
    }
}
