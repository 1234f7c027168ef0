namespace OrleansCommerce.GraphQL;

/// <summary>A place in the list of dead letters.</summary>
public sealed class WebhookDeadLetterEdge
{
    /// <summary>Where the list goes on after this dead letter, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The dead letter.</summary>
    public required WebhookDeadLetter Node { get; init; }
}
