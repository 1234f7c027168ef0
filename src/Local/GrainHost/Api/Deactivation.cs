namespace Orleans;

/// <summary>Why an activation ends.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>Not said.</summary>
    None,

    /// <summary>The host stops.</summary>
    ShuttingDown,

    /// <summary><see cref="Grain.OnActivateAsync"/> or the constructor threw.</summary>
    ActivationFailed,

    /// <summary>The directory could not be reached. Never on the embedded engine.</summary>
    DirectoryFailure,

    /// <summary>Idle for the collection age.</summary>
    ActivationIdle,

    /// <summary>A call never ended. Never on the embedded engine.</summary>
    ActivationUnresponsive,

    /// <summary>Another activation won. Never on the embedded engine.</summary>
    DuplicateActivation,

    /// <summary>The class does not fit the request. Never on the embedded engine.</summary>
    IncompatibleRequest,

    /// <summary>The application threw.</summary>
    ApplicationError,

    /// <summary>The application asked for it.</summary>
    ApplicationRequested,
}

/// <summary>Why an activation ends, with words for the log.</summary>
/// <param name="code">The kind.</param>
/// <param name="exception">What caused it, if anything threw.</param>
/// <param name="text">Words for the log.</param>
public readonly struct DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    : IEquatable<DeactivationReason>
{
    /// <summary>A reason that no exception caused.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, exception: null, text)
    {
    }

    /// <summary>The kind.</summary>
    public DeactivationReasonCode ReasonCode { get; } = code;

    /// <summary>Words for the log.</summary>
    public string Description { get; } = text;

    /// <summary>What caused it, if anything threw.</summary>
    public Exception? Exception { get; } = exception;

    /// <inheritdoc/>
    public bool Equals(DeactivationReason other) =>
        ReasonCode == other.ReasonCode && Description == other.Description && ReferenceEquals(Exception, other.Exception);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DeactivationReason other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ReasonCode, Description);

    /// <summary>Equal in all parts.</summary>
    public static bool operator ==(DeactivationReason left, DeactivationReason right) => left.Equals(right);

    /// <summary>Different in a part.</summary>
    public static bool operator !=(DeactivationReason left, DeactivationReason right) => !left.Equals(right);

    /// <summary>The kind and the words.</summary>
    public override string ToString() => $"{ReasonCode}: {Description}";
}
