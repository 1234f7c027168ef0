using System.Collections.Immutable;
using Orleans;

namespace OrleansCommerce.Tills;

/// <summary>A session as callers see it. Of an open one it is the X report, of a closed one the Z report.</summary>
/// <param name="TillId">Whose.</param>
/// <param name="Number">From 1, without gap for each till.</param>
/// <param name="LocationId">Where the till stood when it was opened.</param>
/// <param name="Currency">Of float, movements, count and variance.</param>
/// <param name="OpenedAt">UTC.</param>
/// <param name="OpenedBy">The subject that opened it.</param>
/// <param name="OpeningFloat">What lay in the drawer.</param>
/// <param name="OpeningDenominations">By notes and coins; empty when only the amount was told.</param>
/// <param name="Movements">Cash put in and taken out, oldest first.</param>
/// <param name="Totals">What was taken and given back, by currency.</param>
/// <param name="LateTotals">The same, of what was told after the session was closed.</param>
/// <param name="ExpectedCash">What must lie in the drawer by the totals, in the session's currency; of a closed session as of its closing.</param>
/// <param name="Closing">How it ended; null while it is open.</param>
[GenerateSerializer, Immutable, Alias("oc.TillSessionDetails")]
public sealed record TillSessionDetails(
    [property: Id(0)] string TillId,
    [property: Id(1)] int Number,
    [property: Id(2)] string LocationId,
    [property: Id(3)] string Currency,
    [property: Id(4)] DateTimeOffset OpenedAt,
    [property: Id(5)] string OpenedBy,
    [property: Id(6)] decimal OpeningFloat,
    [property: Id(7)] ImmutableArray<Denomination> OpeningDenominations,
    [property: Id(8)] ImmutableArray<TillCashMovement> Movements,
    [property: Id(9)] ImmutableArray<TillTotals> Totals,
    [property: Id(10)] ImmutableArray<TillTotals> LateTotals,
    [property: Id(11)] decimal ExpectedCash,
    [property: Id(12)] TillClosing? Closing);

/// <summary>Cash that was put into the drawer or taken out.</summary>
/// <param name="Kind">Which way.</param>
/// <param name="Amount">More than 0.</param>
/// <param name="Reason">As given.</param>
/// <param name="By">The subject that told it.</param>
/// <param name="At">UTC.</param>
[GenerateSerializer, Immutable, Alias("oc.TillCashMovement")]
public sealed record TillCashMovement(
    [property: Id(0)] CashMovementKind Kind,
    [property: Id(1)] decimal Amount,
    [property: Id(2)] string Reason,
    [property: Id(3)] string By,
    [property: Id(4)] DateTimeOffset At);

/// <summary>What was taken and given back at a till, in one currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Sales">How many sales and payments there were.</param>
/// <param name="Cash">Taken in cash, without the change.</param>
/// <param name="Card">Taken by card.</param>
/// <param name="GiftCard">Taken off gift cards.</param>
/// <param name="Refunds">How often cash was given back.</param>
/// <param name="CashRefunds">Given back in cash; not negative.</param>
[GenerateSerializer, Immutable, Alias("oc.TillTotals")]
public sealed record TillTotals(
    [property: Id(0)] string Currency,
    [property: Id(1)] int Sales,
    [property: Id(2)] decimal Cash,
    [property: Id(3)] decimal Card,
    [property: Id(4)] decimal GiftCard,
    [property: Id(5)] int Refunds,
    [property: Id(6)] decimal CashRefunds);

/// <summary>How a session ended.</summary>
/// <param name="Counted">What lay in the drawer.</param>
/// <param name="Denominations">By notes and coins; empty when only the amount was told.</param>
/// <param name="Expected">What had to lie there, by what was known then.</param>
/// <param name="Variance">Counted less expected: negative when cash is missing.</param>
/// <param name="Reason">Why there is a variance, as given; null when nobody said.</param>
/// <param name="By">The subject that closed it.</param>
/// <param name="At">UTC.</param>
[GenerateSerializer, Immutable, Alias("oc.TillClosing")]
public sealed record TillClosing(
    [property: Id(0)] decimal Counted,
    [property: Id(1)] ImmutableArray<Denomination> Denominations,
    [property: Id(2)] decimal Expected,
    [property: Id(3)] decimal Variance,
    [property: Id(4)] string? Reason,
    [property: Id(5)] string By,
    [property: Id(6)] DateTimeOffset At);

/// <summary>What changed hands at a till while it had no session.</summary>
/// <param name="Totals">By currency, in the order of their codes.</param>
[GenerateSerializer, Immutable, Alias("oc.TillOutside")]
public sealed record TillOutside([property: Id(0)] ImmutableArray<TillTotals> Totals);
