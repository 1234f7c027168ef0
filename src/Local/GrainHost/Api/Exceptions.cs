namespace Orleans.Runtime;

/// <summary>The base of the host's own faults.</summary>
public class OrleansException : Exception
{
    /// <summary>With a message for the log.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for the log, and a cause.</summary>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>An activation has as many waiting calls as it may have. Nothing was executed; retry later.</summary>
public class LimitExceededException(string message) : OrleansException(message);

/// <summary>The host did not take the call, or ended before it could answer.</summary>
public class OrleansMessageRejectionException(string message) : OrleansException(message);

/// <summary>The host stops, has stopped, or was killed.</summary>
public class SiloUnavailableException(string message) : OrleansMessageRejectionException(message);
