namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>
/// The activation's state is no longer the truth (another one wrote to its stream, or a commit's outcome is unknown), so it was
/// dropped. The call may be repeated with the same operation id: what was written is found, what was not is done.
/// </summary>
[Orleans.GenerateSerializer, Orleans.Alias("oc.ActivationLostException")]
public sealed class ActivationLostException : Exception
{
    /// <summary>For a stream.</summary>
    public ActivationLostException(string stream, Exception? inner = null)
        : base($"RETRY: the state of '{stream}' is being reloaded; repeat the request with the same operation id.", inner)
    {
    }
}
