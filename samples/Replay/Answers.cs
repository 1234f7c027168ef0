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

internal sealed record PaidPayload : Payload
{
    public StatusAnswer? Order { get; init; }
}

internal sealed record UnreceiptedReturnPayload : Payload
{
    public UnreceiptedReturnAnswer? UnreceiptedReturn { get; init; }
}

internal sealed record SessionPayload : Payload
{
    public SessionAnswer? Session { get; init; }
}

internal sealed record SecretPayload : Payload
{
    public string? Secret { get; init; }
}

internal sealed record DepositPayload : Payload
{
    public LockerParcelAnswer? Parcel { get; init; }

    public string? PickupCode { get; init; }
}

internal sealed record CartAnswer(string Id);

internal sealed record CartLinesAnswer(IReadOnlyList<CartLineAnswer> Lines);

internal sealed record CartLineAnswer(string Id, string Sku, MoneyAnswer UnitPrice);

internal sealed record MoneyAnswer(decimal Amount);

internal sealed record OrderAnswer(
    string Id,
    string Status,
    MoneyAnswer Total,
    IReadOnlyList<OrderLineAnswer> Lines,
    IReadOnlyList<FulfillmentAnswer> Fulfillments);

internal sealed record StatusAnswer(string Status);

internal sealed record OrderLineAnswer(string Id, string Sku, int Quantity, MoneyAnswer UnitPrice, int ReturnedQuantity);

internal sealed record FulfillmentAnswer(string Id, IdAnswer Location, IReadOnlyList<FulfillmentLineAnswer> Lines);

internal sealed record FulfillmentLineAnswer(string Sku, int Quantity);

internal sealed record IdAnswer(string Id);

/// <summary>An order at the end.</summary>
internal sealed record EndAnswer(
    string Status,
    string Channel,
    MoneyAnswer Authorized,
    MoneyAnswer Captured,
    MoneyAnswer Refunded,
    IReadOnlyList<EndLineAnswer> Lines,
    IReadOnlyList<EndParcelAnswer> Fulfillments);

internal sealed record EndLineAnswer(string Sku, MoneyAnswer UnitPrice, int FulfilledQuantity, int ReturnedQuantity);

internal sealed record EndParcelAnswer(string Status, string? TrackingNumber);

internal sealed record UnreceiptedReturnAnswer(MoneyAnswer Refund, IReadOnlyList<UnreceiptedReturnLineAnswer> Lines);

internal sealed record UnreceiptedReturnLineAnswer(string Sku, int Quantity);

/// <summary>A till's session; the variance is null while it is open.</summary>
internal sealed record SessionAnswer(int Number, MoneyAnswer ExpectedCash, MoneyAnswer? Variance);

internal sealed record LockerParcelAnswer(string CompartmentId);

internal sealed record StockAnswer(IdAnswer Location, int OnHand, int Reserved, int Allocated);
