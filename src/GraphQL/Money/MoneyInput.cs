using OrleansCommerce.GraphQL.Validation;

namespace OrleansCommerce.GraphQL;

/// <summary>An amount with its currency.</summary>
public sealed record MoneyInput
{
    /// <summary>The most decimals of a unit price that staff gives: goods sold by the hundred have prices below the minor unit.</summary>
    internal const int UnitPriceDecimalsMax = 4;

    /// <summary>In the currency's major unit: 12.50 is twelve pounds fifty. Not negative.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217, three capital letters.</summary>
    public required string Currency { get; init; }

    internal Money ToMoney() => new(Amount, Currency);

    /// <summary>A refusal unless it is in the minor unit of a currency that is known.</summary>
    internal InvalidInput? CheckPrice(string field) => Check(field, Currencies.MinorDigits);

    /// <summary>A refusal unless its currency is known, and it has at most <see cref="UnitPriceDecimalsMax"/> decimals.</summary>
    internal InvalidInput? CheckUnitPrice(string field) => Check(field, static _ => UnitPriceDecimalsMax);

    private InvalidInput? Check(string field, Func<string, int> decimalsMax)
    {
        if (CurrencyCode.Check(Currency, $"{field}.currency") is { } unknown)
        {
            return unknown;
        }

        var decimals = decimalsMax(Currency);
        return decimal.Round(Amount, decimals) == Amount
            ? null
            : new InvalidInput($"{field}.amount", $"must have at most {decimals} decimals, was {Amount}.");
    }
}
