namespace HotChocolate.Execution.Options;

/// <summary>How requests are executed.</summary>
public sealed class RequestExecutorOptions
{
    /// <summary>The longest that a query or mutation may take before it is answered with <c>TIMEOUT</c>; 30 s by default.</summary>
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Sends the message and type of unknown exceptions to the caller. For development only.</summary>
    public bool IncludeExceptionDetails { get; set; }
}
