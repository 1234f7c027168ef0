namespace Orleans.Runtime;

/// <summary>One activation of a grain.</summary>
public interface IGrainContext
{
    /// <summary>Which grain it is.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain's object; null before it was made and after the activation's end.</summary>
    object? GrainInstance { get; }

    /// <summary>The services that grains are made from.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Ends the activation once its running calls are done; calls that arrive from now on go to a new one.</summary>
    /// <param name="deactivationReason">Told to the grain.</param>
    /// <param name="cancellationToken">Not observed: the host's deactivation timeout bounds the wait.</param>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
