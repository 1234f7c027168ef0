using System.Collections.Immutable;
using Orleans;

namespace OrleansCommerce.Tills;

/// <summary>Cash that was counted: as an amount, by its notes and coins, or both, which then agree.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Amount">In the major unit, not negative; null when the denominations say it.</param>
/// <param name="Denominations">Up to 50 different notes and coins; none when only the amount is known.</param>
[GenerateSerializer, Immutable, Alias("oc.CashCount")]
public sealed record CashCount(
    [property: Id(0)] string Currency,
    [property: Id(1)] decimal? Amount,
    [property: Id(2)] ImmutableArray<Denomination> Denominations);

/// <summary>Notes or coins of one value.</summary>
/// <param name="Value">Of one, in the major unit, more than 0.</param>
/// <param name="Count">0 to 100,000.</param>
[GenerateSerializer, Immutable, Alias("oc.Denomination")]
public sealed record Denomination([property: Id(0)] decimal Value, [property: Id(1)] int Count);

/// <summary>A session of a till begins.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="LocationId">The shop in which the till stands.</param>
/// <param name="OpeningFloat">What lies in the drawer.</param>
[GenerateSerializer, Immutable, Alias("oc.OpenTillSession")]
public sealed record OpenTillSession(
    [property: Id(0)] string OperationId, [property: Id(1)] string LocationId, [property: Id(2)] CashCount OpeningFloat);

/// <summary>Which way cash goes.</summary>
public enum CashMovementKind
{
    /// <summary>Into the drawer, such as change from the safe.</summary>
    PayIn,

    /// <summary>Out of the drawer, such as takings for the safe, or the window cleaner's pay.</summary>
    PayOut,
}

/// <summary>Cash is put into the drawer or taken out.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Kind">Which way.</param>
/// <param name="Amount">More than 0, in the session's currency.</param>
/// <param name="Reason">1 to 200 characters, no personal data.</param>
[GenerateSerializer, Immutable, Alias("oc.MoveTillCash")]
public sealed record MoveTillCash(
    [property: Id(0)] string OperationId,
    [property: Id(1)] CashMovementKind Kind,
    [property: Id(2)] Money Amount,
    [property: Id(3)] string Reason);

/// <summary>A session ends.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Counted">What lies in the drawer.</param>
/// <param name="Reason">Why that is not what was expected, up to 200 characters, no personal data; needed beyond the limit of the settings.</param>
[GenerateSerializer, Immutable, Alias("oc.CloseTillSession")]
public sealed record CloseTillSession(
    [property: Id(0)] string OperationId, [property: Id(1)] CashCount Counted, [property: Id(2)] string? Reason);

/// <summary>Why money of an order changed hands at a till.</summary>
public enum TillMoneyKind
{
    /// <summary>Goods were sold and taken along.</summary>
    Sale,

    /// <summary>An order was paid whose goods are fetched or sent.</summary>
    Payment,

    /// <summary>Cash was given back.</summary>
    Refund,
}

/// <summary>Money of an order that changed hands at a till. Amounts are not negative, and without the change of cash.</summary>
/// <param name="EntryId">Idempotency key: the order, or the return without a receipt, and its movement.</param>
/// <param name="OrderId">Whose money it is.</param>
/// <param name="LocationId">Where.</param>
/// <param name="Kind">Why.</param>
/// <param name="Currency">ISO 4217; of the amounts.</param>
/// <param name="Cash">Notes and coins.</param>
/// <param name="Card">Taken by a card terminal.</param>
/// <param name="GiftCard">Taken off gift cards.</param>
/// <param name="At">When it changed hands, UTC, by the till's clock when it was offline.</param>
/// <param name="DurableSince">Since when its order knows of it, UTC: it was not told before.</param>
[GenerateSerializer, Immutable, Alias("oc.RecordTillMoney")]
public sealed record RecordTillMoney(
    [property: Id(0)] string EntryId,
    [property: Id(1)] string OrderId,
    [property: Id(2)] string LocationId,
    [property: Id(3)] TillMoneyKind Kind,
    [property: Id(4)] string Currency,
    [property: Id(5)] decimal Cash,
    [property: Id(6)] decimal Card,
    [property: Id(7)] decimal GiftCard,
    [property: Id(8)] DateTimeOffset At,
    [property: Id(9)] DateTimeOffset DurableSince);

/// <summary>Where money was recorded.</summary>
/// <param name="SessionNumber">Of the till's session; null when there was none at that time.</param>
/// <param name="IsLate">Whether that session was closed already.</param>
[GenerateSerializer, Immutable, Alias("oc.TillRecord")]
public sealed record TillRecord([property: Id(0)] int? SessionNumber, [property: Id(1)] bool IsLate);
