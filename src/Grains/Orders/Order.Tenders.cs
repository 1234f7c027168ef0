using System.Collections.Immutable;
using System.Globalization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Payments;
using OrleansCommerce.Orders;
using OrleansCommerce.StoreCredits;

namespace OrleansCommerce.Grains.Orders;

/// <summary>How a sale, or an order, was paid at a till: in one piece or several, all of them taken before it is told.</summary>
public static partial class Order
{
    /// <summary>The most tenders of a sale: who pays with more than ten gift cards comes to a second receipt.</summary>
    public const int TenderCountMax = 10;

    /// <summary>A part of the price of a sale, in its currency.</summary>
    public sealed record TenderTaken(TenderKind Kind, decimal Amount, string? Reference);

    /// <summary>What is wrong with the tenders of a sale; null when they pay for it to the penny.</summary>
    private static InvalidInput? TenderRefusal(ImmutableArray<Tender> tenders, string currency, decimal total)
    {
        if (tenders.Length is < 1 or > TenderCountMax)
        {
            return new InvalidInput("tenders", $"must be from 1 to {TenderCountMax} tenders, was {tenders.Length}.");
        }

        for (var i = 0; i < tenders.Length; i++)
        {
            if (TenderRefusal(tenders[i], currency, $"tenders[{i}]") is { } refusal)
            {
                return refusal;
            }
        }

        if (CashRefusal(tenders) is { } twice)
        {
            return twice;
        }

        var credits = tenders.Where(tender => tender.Kind == TenderKind.StoreCredit).Select(tender => tender.Reference).ToList();
        if (credits.Distinct(StringComparer.Ordinal).Count() < credits.Count)
        {
            return new InvalidInput("tenders", "must have each redemption of a store credit once.");
        }

        var sum = tenders.Sum(tender => tender.Amount.Amount);
        return sum == total
            ? null
            : new InvalidInput(
                "tenders", string.Create(CultureInfo.InvariantCulture, $"must add up to {total}, without the change of cash; was {sum}."));
    }

    /// <summary>
    /// What is wrong with what is paid on top of an exchange; null when nothing is. What comes back is one more tender of its sale. A store
    /// credit is named itself: the exchange takes off it what it pays.
    /// </summary>
    internal static InvalidInput? OnTopRefusal(ImmutableArray<Tender> tenders, string currency)
    {
        if (tenders.Length >= TenderCountMax)
        {
            return new InvalidInput("tenders", $"must be at most {TenderCountMax - 1} tenders, was {tenders.Length}.");
        }

        for (var i = 0; i < tenders.Length; i++)
        {
            var (tender, field) = (tenders[i], $"tenders[{i}]");
            var refusal = tender.Kind != TenderKind.StoreCredit
                ? TenderRefusal(tender, currency, field)
                : AmountRefusal(tender, currency, field)
                    ?? (StoreCreditId.IsCredit(tender.Reference) ? null : new InvalidInput($"{field}.reference", "must be the id of a store credit."));
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return CashRefusal(tenders);
    }

    private static InvalidInput? CashRefusal(ImmutableArray<Tender> tenders) =>
        tenders.Count(tender => tender.Kind == TenderKind.Cash) > 1 ? new InvalidInput("tenders", "must have cash at most once.") : null;

    private static InvalidInput? AmountRefusal(Tender tender, string currency, string field) =>
        Limits.Price(tender.Amount, currency, Currencies.MinorDigits(currency), $"{field}.amount")
        ?? (tender.Amount.Amount == 0 ? new InvalidInput($"{field}.amount.amount", "must be more than 0.") : null);

    private static InvalidInput? TenderRefusal(Tender tender, string currency, string field)
    {
        if (AmountRefusal(tender, currency, field) is { } invalid)
        {
            return invalid;
        }

        if (tender.Kind == TenderKind.Cash)
        {
            return tender.Reference is null ? null : new InvalidInput($"{field}.reference", "cash has none.");
        }

        if (tender.Kind == TenderKind.StoreCredit)
        {
            return StoreCreditId.TryParseRedemption(tender.Reference, out _)
                ? null
                : new InvalidInput($"{field}.reference", "must be the id of a redemption of a store credit.");
        }

        return Limits.Text(tender.Reference, $"{field}.reference", TokenLengthMax)
            ?? (CardNumber.IsIn(tender.Reference!) ? new InvalidInput($"{field}.reference", "must be the provider's reference, never a card number.") : null);
    }

    private static ImmutableArray<TenderTaken>? Taken(ImmutableArray<Tender>? tenders) =>
        tenders is { } given ? [.. given.Select(tender => new TenderTaken(tender.Kind, tender.Amount.Amount, tender.Reference))] : null;

    private static ImmutableList<Payment> TenderPayments(
        Operation operation, ImmutableArray<TenderTaken>? given, decimal total, DateTimeOffset at) => given is not { } tenders
        ? [new Payment(operation, CashKey, total, Token: null, at, Transfer.Done) { IsCaptured = true }]
        :
        [
            .. tenders.Select((tender, i) => new Payment(
                operation, tender.Kind == TenderKind.Cash ? CashKey : $"tender:{i + 1}", tender.Amount, tender.Reference, at, Transfer.Done)
            {
                Tender = tender.Kind,
                IsCaptured = true,
                IsFromTerminal = tender.Reference is not null,
            }),
        ];
}
