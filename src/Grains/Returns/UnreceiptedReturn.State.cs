using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Returns;

namespace OrleansCommerce.Grains.Returns;

public static partial class UnreceiptedReturn
{
    /// <summary>One return without a receipt, accepted or not yet there.</summary>
    public sealed record State : IAggregateState
    {
        /// <summary>There is none yet.</summary>
        public static State Initial { get; } = new();

        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>What was accepted; null when nothing was.</summary>
        public Event.Accepted? Accepted { get; init; }

        /// <summary>The lines, from 0, whose units the location's stock does not have yet.</summary>
        public ImmutableSortedSet<int> ToRestock { get; init; } = [];

        /// <summary>The credit note; null when there is none yet.</summary>
        public string? ReceiptId { get; init; }

        /// <summary>Whether it has to ask for its credit note. Those of before there were any know no names of goods, and get none.</summary>
        [JsonIgnore]
        public bool IsReceiptDue => ReceiptId is null && Accepted is { } accepted && accepted.Lines.All(line => line.Name is not null);

        /// <summary>Whether the store credit has what was promised.</summary>
        public bool IsCredited { get; init; }

        /// <summary>The store credit that is still to be given; null when none is.</summary>
        [JsonIgnore]
        public string? CreditDue => IsCredited || Accepted is not { Refund: > 0 } accepted ? null : accepted.CreditId;

        /// <summary>Whether the till knows of the cash that it gave.</summary>
        public bool IsTold { get; init; }

        /// <summary>The till that does not know yet of the cash that it gave; null when there is none.</summary>
        [JsonIgnore]
        public string? UntoldTill => IsTold || Accepted is not { Refund: > 0, CreditId: null } accepted ? null : accepted.TillId;

        /// <summary>When what was cut off goes on; null when nothing is open.</summary>
        [JsonIgnore]
        public DateTimeOffset? NextWake => ToRestock.IsEmpty && !IsReceiptDue && CreditDue is null && UntoldTill is null ? null : Accepted!.At + ResumeAfter;

        /// <summary>The return as callers see it; null when there is none.</summary>
        public UnreceiptedReturnDetails? ToDetails(string returnId) =>
            Accepted is null
                ? null
                : new UnreceiptedReturnDetails(
                    returnId,
                    Accepted.LocationId,
                    Accepted.CustomerId,
                    [.. Accepted.Lines.Select(line => new UnreceiptedReturnLine(
                        line.Sku, line.Quantity, new Money(line.UnitPrice, Accepted.Currency), line.Disposition, line.Reason, line.Note, line.Condition))],
                    new Money(Accepted.Refund, Accepted.Currency),
                    Accepted.ApprovedBy,
                    Accepted.At,
                    ReceiptId,
                    Accepted.CreditId);
    }
}
