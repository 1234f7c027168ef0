namespace System.Runtime.CompilerServices;

/// <summary>The runtime knows it by name: an assembly that carries it may use the internal types of the named one.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
