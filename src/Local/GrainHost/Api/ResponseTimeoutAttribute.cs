using System.Globalization;

namespace Orleans;

/// <summary>How long a caller waits for the answer of an interface method, instead of the host's call timeout.</summary>
/// <param name="timeout">As <see cref="TimeSpan.Parse(string)"/> reads it; more than zero.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    /// <summary>The wait.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
