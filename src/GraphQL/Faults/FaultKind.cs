namespace OrleansCommerce.GraphQL.Faults;

/// <summary>What a caller can do about a fault.</summary>
public enum FaultKind
{
    /// <summary>Nothing: it is logged, and its details are not told.</summary>
    Internal,

    /// <summary>Nothing was done; try again in a moment.</summary>
    Busy,

    /// <summary>Repeat the request with the same operation id, at once.</summary>
    Retry,

    /// <summary>The outcome is not known; repeat the request with the same operation id.</summary>
    Timeout,

    /// <summary>
    /// The grain's silo leaves the cluster, or died: the outcome is not known. The grain comes back on another silo, so the call is repeated
    /// in a moment, with the same operation id; when no silo takes the grain, this is <see cref="Unavailable"/> to the caller.
    /// </summary>
    Moving,

    /// <summary>A part of the system cannot be reached; try again later, with the same operation id.</summary>
    Unavailable,
}

/// <summary>Tells what kind of fault an exception is. The host knows the exceptions of its engine and its journal; the API does not.</summary>
public interface IFaultClassifier
{
    /// <summary>The kind of <paramref name="fault"/>.</summary>
    FaultKind Classify(Exception fault);
}
