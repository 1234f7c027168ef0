namespace OrleansCommerce.Replay;

/// <summary>An expected failure, as the payload's <c>errors</c> give it.</summary>
/// <param name="Type">The GraphQL type, such as <c>OutOfStockError</c>.</param>
/// <param name="Message">One sentence.</param>
internal sealed record ErrorAnswer([property: System.Text.Json.Serialization.JsonPropertyName("__typename")] string Type, string Message);

/// <summary>What every payload has.</summary>
internal record Payload
{
    /// <summary>Null or empty when it succeeded.</summary>
    public IReadOnlyList<ErrorAnswer>? Errors { get; init; }

    /// <summary>The first failure, when there is one.</summary>
    public ErrorAnswer? Error => Errors is { Count: > 0 } errors ? errors[0] : null;
}

internal sealed record CartPayload : Payload
{
    public CartAnswer? Cart { get; init; }
}

internal sealed record OrderPayload : Payload
{
    public OrderAnswer? Order { get; init; }

    /// <summary>Of <c>returnItems</c> only.</summary>
    public MoneyAnswer? Refund { get; init; }
}

internal sealed record UnreceiptedReturnPayload : Payload
{
    public UnreceiptedReturnAnswer? UnreceiptedReturn { get; init; }
}

internal sealed record CartAnswer(string Id);

internal sealed record MoneyAnswer(decimal Amount);

internal sealed record OrderAnswer(
    string Id,
    string Status,
    MoneyAnswer Total,
    IReadOnlyList<OrderLineAnswer> Lines,
    IReadOnlyList<FulfillmentAnswer> Fulfillments);

internal sealed record OrderLineAnswer(string Id, string Sku, int Quantity, MoneyAnswer UnitPrice, int ReturnedQuantity);

internal sealed record FulfillmentAnswer(string Id, string Status);

internal sealed record UnreceiptedReturnAnswer(MoneyAnswer Refund, IReadOnlyList<UnreceiptedReturnLineAnswer> Lines);

internal sealed record UnreceiptedReturnLineAnswer(string Sku, int Quantity);

internal sealed record StockAnswer(int OnHand, int Reserved, int Allocated);
