namespace OrleansCommerce.Integration;

/// <summary>What the host says about events for others.</summary>
public sealed record EventSettings
{
    /// <summary>The <c>source</c> of every event when no setting says another.</summary>
    public const string SourceDefault = "/orleanscommerce";

    /// <summary>The <c>source</c> of every event: a URI reference that is this installation's own.</summary>
    public string Source { get; init; } = SourceDefault;

    /// <summary>
    /// Whether webhooks may go to addresses that are not public, and without TLS. Otherwise whoever may subscribe could make this host ask
    /// its own network.
    /// </summary>
    public bool AllowPrivateTargets { get; init; }

    /// <summary>
    /// A key outside of the database for the secrets that webhooks are signed with, 32 bytes or more; null when the installation's own
    /// secret, which lies in the database, is to do alone.
    /// </summary>
    public ReadOnlyMemory<byte>? EncryptionKey { get; init; }

    /// <summary>How long a receiver may take to answer. More than zero, less than <see cref="Webhooks.DeliveryLease.Slack"/>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
