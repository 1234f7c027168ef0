using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;
using OrleansCommerce.Returns;

namespace OrleansCommerce.GraphQL;

/// <summary>A return for which no purchase could be shown, approved by staff and marked as such.</summary>
public sealed class UnreceiptedReturn(UnreceiptedReturnDetails details) : INode
{
    /// <summary>Unique among all things of the API; opaque; what `node` takes.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string NodeId => new GlobalId(nameof(UnreceiptedReturn), details.Id).ToString();

    /// <summary>Opaque.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => details.Id;

    /// <summary>Whose; null when it is not known.</summary>
    [GraphQLType<IdType>]
    public string? CustomerId => details.CustomerId;

    /// <summary>What came back; at most 2,000.</summary>
    public IReadOnlyList<UnreceiptedReturnLine> Lines { get; } = [.. details.Lines.Select(line => new UnreceiptedReturnLine(line))];

    /// <summary>The store credit that it was paid as; null when it was paid in cash.</summary>
    [GraphQLType<IdType>]
    public string? StoreCreditId => details.StoreCreditId;

    /// <summary>What was given back.</summary>
    public MoneyAmount Refund => new(details.Refund);

    /// <summary>The subject of the associate who approved it.</summary>
    public string ApprovedBy => details.ApprovedBy;

    /// <summary>When.</summary>
    public DateTimeOffset AcceptedAt => details.AcceptedAt;

    /// <summary>The number of its credit note; null when it was accepted before there were any.</summary>
    [GraphQLType<IdType>]
    public string? ReceiptId => details.ReceiptId;

    /// <summary>Where the goods came back.</summary>
    public Task<Location> GetLocationAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(details.LocationId, cancellationToken);
}

/// <summary>Units of a SKU that came back, and what was paid for one.</summary>
public sealed class UnreceiptedReturnLine(Returns.UnreceiptedReturnLine line)
{
    /// <summary>Which SKU.</summary>
    public string Sku => line.Sku;

    /// <summary>Units.</summary>
    public int Quantity => line.Quantity;

    /// <summary>What was paid for one.</summary>
    public MoneyAmount UnitPrice => new(line.UnitPrice);

    /// <summary>What became of the units.</summary>
    public Disposition Disposition => line.Disposition;

    /// <summary>Why they came back; null when it was not asked.</summary>
    public ReturnReason? Reason => line.Reason;

    /// <summary>More about it; null when there is nothing.</summary>
    public string? Note => line.Note;

    /// <summary>How they were; null when they were not graded.</summary>
    public ReturnCondition? Condition => line.Condition;
}
