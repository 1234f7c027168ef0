namespace OrleansCommerce.GraphQL;

/// <summary>A place in the list of receipts.</summary>
public sealed class ReceiptEdge
{
    /// <summary>Where the list goes on after this receipt, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The receipt.</summary>
    public required Receipt Node { get; init; }
}
