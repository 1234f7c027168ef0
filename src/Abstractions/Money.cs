using System.Text.Json.Serialization;
using Orleans;

namespace OrleansCommerce;

/// <summary>An amount with its currency.</summary>
/// <param name="Amount">In the currency's major unit: 12.50 is twelve pounds fifty.</param>
/// <param name="Currency">ISO 4217, three capital letters.</param>
[GenerateSerializer, Immutable, Alias("oc.Money")]
public readonly record struct Money([property: Id(0)] decimal Amount, [property: Id(1)] string Currency)
{
    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(string currency) => new(0m, currency);

    /// <summary>The sum; both must be of one currency.</summary>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount, Same(left, right));

    /// <summary>The difference; both must be of one currency.</summary>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.Amount, Same(left, right));

    /// <summary>Rounded to the currency's minor unit, half away from zero, as VAT rules round a line.</summary>
    public Money Rounded() => this with { Amount = decimal.Round(Amount, Currencies.MinorDigits(Currency), MidpointRounding.AwayFromZero) };

    /// <summary>Whether the amount has no digit below the currency's minor unit.</summary>
    [JsonIgnore]
    public bool IsInMinorUnits => Rounded().Amount == Amount;

    private static string Same(Money left, Money right) =>
        left.Currency == right.Currency
            ? left.Currency
            : throw new InvalidOperationException($"Cannot combine {left.Currency} with {right.Currency}.");
}
