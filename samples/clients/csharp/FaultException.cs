namespace OrleansCommerce.Samples.Client;

/// <summary>A request that was not carried out: it was malformed, not allowed, or the server was too busy.</summary>
/// <param name="message">One sentence.</param>
/// <param name="code">The server's code, such as <c>BUSY</c>; null when it gave none.</param>
internal sealed class FaultException(string message, string? code) : Exception(message)
{
    /// <summary>The server's code.</summary>
    public string? Code { get; } = code;
}
