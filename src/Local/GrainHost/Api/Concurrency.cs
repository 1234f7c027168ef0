namespace Orleans.Concurrency;

/// <summary>Lets every call on the grain class interleave with the others at their awaits.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;

/// <summary>Lets calls of an interface method interleave with any other call at their awaits.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

/// <summary>Says that a method changes nothing: it interleaves with other such calls, and with them only.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>Says that callers of a method do not wait: their task is complete at once, and a failure is not theirs to see.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
