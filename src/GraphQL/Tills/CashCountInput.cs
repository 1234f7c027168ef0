using OrleansCommerce.Tills;

namespace OrleansCommerce.GraphQL;

/// <summary>Cash that was counted: as an amount, by its notes and coins, or both, which then agree.</summary>
public sealed record CashCountInput
{
    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>In the major unit, not negative; the sum of the denominations when left out.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The notes and coins, 1 to 50 different ones; left out when only the amount is known.</summary>
    public IReadOnlyList<DenominationInput>? Denominations { get; init; }

    internal CashCount ToCount() =>
        new(Currency, Amount, [.. (Denominations ?? []).Select(note => new Denomination(note.Value, note.Count))]);
}

/// <summary>Notes or coins of one value.</summary>
public sealed record DenominationInput
{
    /// <summary>Of one, in the major unit, more than 0.</summary>
    public required decimal Value { get; init; }

    /// <summary>How many, 0 to 100,000.</summary>
    public required int Count { get; init; }
}
