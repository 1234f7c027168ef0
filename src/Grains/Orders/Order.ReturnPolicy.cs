using System.Collections.Immutable;
using System.Globalization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>Whether the policy lets units come back. What it refuses, somebody who may can answer for: the order keeps who did, and why.</summary>
public static partial class Order
{
    /// <summary>The longest note on a returned line, in characters: with the reason and the condition it is the reason of a movement of stock.</summary>
    public const int NoteLengthMax = 150;

    private const int OverrideReasonLengthMax = 200;

    /// <summary>What is counted before a return takes place; null when it is refused anyway, or was done before.</summary>
    public static (string ReturnId, Money Refund, ImmutableArray<string> Keys)? Countable(State state, Decision<Event> decision) =>
        decision.Failure is null && !decision.Events.IsDefault && decision.Events.OfType<Event.Returned>().FirstOrDefault() is { } returned
            ? (returned.ReturnId, new Money(returned.Refund, state.Terms!.Currency), LimitKeys(state))
            : null;

    private static ImmutableArray<string> LimitKeys(State state) =>
    [
        .. state.Terms!.CustomerId is { } customerId ? new[] { ReturnLimits.OfCustomer(customerId) } : [],
        .. state.Payments
            .Where(payment => payment is { Status: Transfer.Done, Tender: TenderKind.Card, Token: not null })
            .Select(payment => ReturnLimits.OfCard(payment.Token!))
            .Distinct(StringComparer.Ordinal),
    ];

    internal static InvalidInput? OverrideRefusal(ReturnOverride? given) => given is null
        ? null
        : Limits.Text(given.ApprovedBy, "override.approvedBy", OverrideReasonLengthMax)
            ?? Limits.Text(given.Reason, "override.reason", OverrideReasonLengthMax);

    private static InvalidInput? GradeRefusal(ImmutableArray<ReturnLine> lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.Note is not null && Limits.Text(line.Note, $"lines[{i}].note", NoteLengthMax) is { } note)
            {
                return note;
            }

            if (line.Disposition == Disposition.Restock && !ReturnGrading.MayRestock(line.Condition))
            {
                return new InvalidInput(
                    $"lines[{i}].disposition", $"units that are {SchemaName.Of(line.Condition!.Value)} do not go back on the shelf before somebody looked at them.");
            }
        }

        return null;
    }

    /// <summary>The first line that the policy refuses; null when it refuses none.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="lines">What comes back.</param>
    /// <param name="rules">The policy, with the products' own terms.</param>
    /// <param name="now">UTC.</param>
    /// <param name="areSeen">Whether the goods are there: how they are is not asked before.</param>
    /// <param name="agreed">The lines of which the policy was asked before, by index.</param>
    /// <param name="request">The announced return that has those; null when there is none.</param>
    private static ReturnRefused? PolicyRefusal(
        State state,
        ImmutableArray<ReturnLine> lines,
        ReturnRules rules,
        DateTimeOffset now,
        bool areSeen,
        IReadOnlySet<int>? agreed = null,
        ReturnRequest? request = null)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var isAgreed = agreed?.Contains(i) == true;
            if (isAgreed && request?.Override is not null)
            {
                continue;
            }

            var line = state.Terms!.Lines.Single(candidate => candidate.Id == lines[i].OrderLineId);
            var terms = rules.TermsOf(line.Sku, state.Terms.Channel, state.Terms.PlacedAt);
            var isFault = ReturnGrading.IsFault(lines[i].Reason);
            if (areSeen && terms.RefuseOpened(i, line.Sku, lines[i].Reason, lines[i].Condition) is { } opened)
            {
                return opened;
            }

            if (isAgreed)
            {
                continue;
            }

            if (terms.RefuseFinalSale(lines[i].Reason))
            {
                return new ReturnRefused(ReturnRefusal.FinalSale, $"lines[{i}].orderLineId", $"'{line.Sku}' was sold for good.");
            }

            if (terms.WindowDays is not { } window)
            {
                continue;
            }

            var end = HandedOverAt(state, line.Id).AddDays(isFault ? Math.Max(window, rules.Policy.FaultDays) : window);
            if (now > end)
            {
                return new ReturnRefused(
                    ReturnRefusal.WindowOver,
                    $"lines[{i}].orderLineId",
                    string.Create(CultureInfo.InvariantCulture, $"'{line.Sku}' could come back until {end:yyyy-MM-dd HH:mm} UTC."));
            }
        }

        return null;
    }

    /// <summary>When the customer had the last units of a line; of what is no goods, when it was ordered.</summary>
    private static DateTimeOffset HandedOverAt(State state, string orderLineId) => state.Parcels
        .Where(parcel => parcel.Content.Lines.Any(line => line.OrderLineId == orderLineId))
        .Max(parcel => parcel.FulfilledAt) ?? state.Terms!.PlacedAt;
}
