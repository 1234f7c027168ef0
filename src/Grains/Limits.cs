using System.Globalization;
using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains;

/// <summary>Limits that hold for every aggregate, and their refusals.</summary>
public static class Limits
{
    /// <summary>The most units of one command: more is a typing error in every retail we know of.</summary>
    public const int QuantityMax = 1_000_000;

    /// <summary>The most decimals of a unit price; goods sold by the hundred have prices below the minor unit.</summary>
    public const int UnitPriceDecimalsMax = 4;

    /// <summary>The highest price of one unit, in the currency's major unit.</summary>
    public const decimal PriceMax = 1_000_000_000m;

    /// <summary>A refusal unless 1 to <see cref="QuantityMax"/>.</summary>
    public static InvalidInput? Quantity(int quantity, string field = "quantity", int min = 1) =>
        quantity >= min && quantity <= QuantityMax
            ? null
            : new InvalidInput(field, string.Create(CultureInfo.InvariantCulture, $"must be from {min} to {QuantityMax:N0}, was {quantity}."));

    /// <summary>A refusal unless 1 to <paramref name="lengthMax"/> characters.</summary>
    public static InvalidInput? Text(string? text, string field, int lengthMax) =>
        text is { Length: > 0 } && text.Length <= lengthMax && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl)
            ? null
            : new InvalidInput(field, $"must have 1 to {lengthMax} characters, and no control characters.");

    /// <summary>A refusal unless it is an operation id.</summary>
    public static InvalidInput? OperationId(string? operationId) => Text(operationId, "operationId", Operation.IdLengthMax);

    /// <summary>A refusal unless it is a price in <paramref name="currency"/>, not negative, with at most <paramref name="decimalsMax"/> decimals.</summary>
    public static InvalidInput? Price(Money price, string currency, int decimalsMax, string field)
    {
        if (price.Currency != currency)
        {
            return new InvalidInput($"{field}.currency", $"must be {currency}, was {price.Currency}.");
        }

        if (price.Amount is < 0 or > PriceMax)
        {
            return new InvalidInput($"{field}.amount", string.Create(CultureInfo.InvariantCulture, $"must be from 0 to {PriceMax:N0}, was {price.Amount}."));
        }

        return decimal.Round(price.Amount, decimalsMax) == price.Amount
            ? null
            : new InvalidInput($"{field}.amount", $"must have at most {decimalsMax} decimals, was {price.Amount.ToString(CultureInfo.InvariantCulture)}.");
    }
}
