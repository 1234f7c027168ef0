using System.Collections.Immutable;
using System.Globalization;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Tills;

public static partial class TillSession
{
    /// <summary>The most different notes and coins of a count: no currency has more than some twenty.</summary>
    public const int DenominationsMax = 50;

    /// <summary>The most notes or coins of one value.</summary>
    public const int DenominationCountMax = 100_000;

    /// <summary>What was counted, or why it cannot be.</summary>
    private static (decimal Amount, ImmutableArray<Denomination> Denominations, InvalidInput? Refusal) Count(CashCount count, string field)
    {
        if (!Currencies.IsKnown(count.Currency))
        {
            return (0, [], new InvalidInput($"{field}.currency", $"'{count.Currency}' is no ISO 4217 currency."));
        }

        var digits = Currencies.MinorDigits(count.Currency);
        var notes = count.Denominations.IsDefault ? [] : count.Denominations;
        if (notes.IsEmpty && count.Amount is null)
        {
            return (0, [], new InvalidInput($"{field}.amount", "must be given, or the denominations."));
        }

        if (notes.Length > DenominationsMax)
        {
            return (0, [], new InvalidInput($"{field}.denominations", $"must be at most {DenominationsMax}, were {notes.Length}."));
        }

        for (var i = 0; i < notes.Length; i++)
        {
            if (Refusal(notes, i, count.Currency, digits, $"{field}.denominations[{i}]") is { } wrong)
            {
                return (0, [], wrong);
            }
        }

        var sum = notes.Sum(note => note.Value * note.Count);
        var amount = count.Amount ?? sum;
        if (Limits.Price(new Money(amount, count.Currency), count.Currency, digits, field) is { } invalid)
        {
            return (0, [], invalid);
        }

        return notes.IsEmpty || sum == amount
            ? (amount, notes, null)
            : (0, [], new InvalidInput($"{field}.amount", string.Create(CultureInfo.InvariantCulture, $"is {amount}, but the denominations add up to {sum}.")));
    }

    private static InvalidInput? Refusal(ImmutableArray<Denomination> notes, int index, string currency, int digits, string field)
    {
        var note = notes[index];
        if (note.Count is < 0 or > DenominationCountMax)
        {
            return new InvalidInput(
                $"{field}.count", string.Create(CultureInfo.InvariantCulture, $"must be from 0 to {DenominationCountMax:N0}, was {note.Count}."));
        }

        if (note.Value <= 0 || note.Value > Limits.PriceMax || decimal.Round(note.Value, digits) != note.Value)
        {
            return new InvalidInput($"{field}.value", $"must be the value of a note or coin of {currency}.");
        }

        return notes.Take(index).Any(other => other.Value == note.Value) ? new InvalidInput($"{field}.value", "is in the list twice.") : null;
    }
}
