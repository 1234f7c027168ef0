using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Tills;

namespace OrleansCommerce.GraphQL;

/// <summary>A session of a till, from its float to its count. Of an open one this is the X report, of a closed one the Z report.</summary>
public sealed class TillSession(TillSessionDetails session)
{
    /// <summary>Whose.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string TillId => session.TillId;

    /// <summary>From 1, without gap for each till.</summary>
    public int Number => session.Number;

    /// <summary>Where the till stood when it was opened.</summary>
    public Task<Location> GetLocationAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(session.LocationId, cancellationToken);

    /// <summary>Whether it takes money now.</summary>
    public bool IsOpen => session.Closing is null;

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt => session.OpenedAt;

    /// <summary>The subject that opened it.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string OpenedBy => session.OpenedBy;

    /// <summary>What lay in the drawer.</summary>
    public MoneyAmount OpeningFloat => In(session.OpeningFloat);

    /// <summary>The same by notes and coins, at most 50; none when only the amount was told.</summary>
    public IReadOnlyList<CashDenomination> OpeningDenominations { get; } =
        [.. session.OpeningDenominations.Select(note => new CashDenomination(note))];

    /// <summary>Cash that was put in and taken out, oldest first; at most 100.</summary>
    public IReadOnlyList<CashMovement> Movements { get; } =
        [.. session.Movements.Select(movement => new CashMovement(movement, session.Currency))];

    /// <summary>What was taken and given back, by currency, at most one for each.</summary>
    public IReadOnlyList<TillSums> Totals { get; } = [.. session.Totals.Select(sums => new TillSums(sums))];

    /// <summary>
    /// The same of what changed hands in this session and was told after its closing, as by a till that was offline: it explains a part of
    /// the variance, and changes nothing of the closing. At most one for each currency.
    /// </summary>
    public IReadOnlyList<TillSums> LateTotals { get; } = [.. session.LateTotals.Select(sums => new TillSums(sums))];

    /// <summary>Float, movements and cash of the totals, in the session's currency: what must lie in the drawer; of a closed session, at its closing.</summary>
    public MoneyAmount ExpectedCash => In(session.ExpectedCash);

    /// <summary>What was counted at the end; null while it is open.</summary>
    public MoneyAmount? CountedCash => session.Closing is { } closing ? In(closing.Counted) : null;

    /// <summary>The same by notes and coins, at most 50; none while it is open, or when only the amount was told.</summary>
    public IReadOnlyList<CashDenomination> CountedDenominations { get; } =
        [.. (session.Closing?.Denominations ?? []).Select(note => new CashDenomination(note))];

    /// <summary>Counted less expected: negative when cash is missing; null while it is open.</summary>
    public MoneyAmount? Variance => session.Closing is { } closing ? In(closing.Variance) : null;

    /// <summary>The variance that is left when late cash is taken into account; null while it is open.</summary>
    public MoneyAmount? UnexplainedVariance => session.Closing is { } closing
        ? In(closing.Variance - session.LateTotals.Where(sums => sums.Currency == session.Currency).Sum(sums => sums.Cash - sums.CashRefunds))
        : null;

    /// <summary>Why there is a variance, as given; null when nobody said, or it is open.</summary>
    public string? VarianceReason => session.Closing?.Reason;

    /// <summary>When it was closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt => session.Closing?.At;

    /// <summary>The subject that closed it; null while it is open.</summary>
    [GraphQLType<IdType>]
    public string? ClosedBy => session.Closing?.By;

    private MoneyAmount In(decimal amount) => new(new Money(amount, session.Currency));
}

/// <summary>Notes or coins of one value.</summary>
public sealed class CashDenomination(Denomination note)
{
    /// <summary>Of one, in the major unit of the session's currency.</summary>
    public decimal Value => note.Value;

    /// <summary>How many.</summary>
    public int Count => note.Count;
}

/// <summary>Cash that was put into a drawer or taken out.</summary>
public sealed class CashMovement(TillCashMovement movement, string currency)
{
    /// <summary>Which way.</summary>
    public CashMovementKind Kind => movement.Kind;

    /// <summary>More than 0.</summary>
    public MoneyAmount Amount => new(new Money(movement.Amount, currency));

    /// <summary>Why.</summary>
    public string Reason => movement.Reason;

    /// <summary>The subject that told it.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string RecordedBy => movement.By;

    /// <summary>When.</summary>
    public DateTimeOffset RecordedAt => movement.At;
}

/// <summary>What was taken and given back at a till, in one currency.</summary>
public sealed class TillSums(TillTotals sums)
{
    /// <summary>How many sales and payments there were.</summary>
    public int SaleCount => sums.Sales;

    /// <summary>Taken in cash, without the change.</summary>
    public MoneyAmount Cash => In(sums.Cash);

    /// <summary>Taken by card.</summary>
    public MoneyAmount Card => In(sums.Card);

    /// <summary>Taken off gift cards.</summary>
    public MoneyAmount GiftCard => In(sums.GiftCard);

    /// <summary>How often cash was given back.</summary>
    public int RefundCount => sums.Refunds;

    /// <summary>Given back in cash; not negative.</summary>
    public MoneyAmount CashRefunds => In(sums.CashRefunds);

    private MoneyAmount In(decimal amount) => new(new Money(amount, sums.Currency));
}
