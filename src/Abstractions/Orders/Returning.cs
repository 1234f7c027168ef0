using Orleans;

namespace OrleansCommerce.Orders;

/// <summary>Why goods come back.</summary>
public enum ReturnReason
{
    /// <summary>None of the others; the note says more.</summary>
    Other,

    /// <summary>Not wanted any more.</summary>
    ChangedMind,

    /// <summary>Too small, too large.</summary>
    WrongSize,

    /// <summary>A present that was not wanted.</summary>
    UnwantedGift,

    /// <summary>It came too late to be of use.</summary>
    ArrivedTooLate,

    /// <summary>It is not what the page or the label said. The shop's fault.</summary>
    NotAsDescribed,

    /// <summary>Something else was sent or handed over. The shop's fault.</summary>
    WrongItem,

    /// <summary>It broke on the way. The shop's fault.</summary>
    DamagedInTransit,

    /// <summary>It does not work. The shop's fault.</summary>
    Defective,
}

/// <summary>How returned units are, as who takes them back grades them.</summary>
public enum ReturnCondition
{
    /// <summary>Unopened, as it was sold.</summary>
    New,

    /// <summary>Opened and complete.</summary>
    Opened,

    /// <summary>Worn or used.</summary>
    Used,

    /// <summary>A part or the packaging is missing.</summary>
    Incomplete,

    /// <summary>It does not work.</summary>
    Defective,

    /// <summary>Broken.</summary>
    Damaged,
}

/// <summary>What becomes of a returned unit.</summary>
public enum Disposition
{
    /// <summary>Sellable: on hand again at the location of the return.</summary>
    Restock,

    /// <summary>Not sellable: out of the books.</summary>
    WriteOff,

    /// <summary>Kept apart until somebody looked at it: in quality control at the location of the return.</summary>
    Quarantine,

    /// <summary>Kept, and known to be broken: among the damaged units of the location of the return.</summary>
    Damaged,
}

/// <summary>Where a refund goes.</summary>
public enum RefundTarget
{
    /// <summary>To what was paid with: cards first, then gift cards, then store credit, then cash.</summary>
    OriginalTenders,

    /// <summary>The same; what a card's provider refuses to take back becomes store credit.</summary>
    OriginalTendersOrStoreCredit,

    /// <summary>All of it becomes store credit, because the customer chose that.</summary>
    StoreCredit,
}

/// <summary>Somebody who may answers for a return that the policy refuses.</summary>
/// <param name="ApprovedBy">The subject of who does.</param>
/// <param name="Reason">1 to 200 characters, no personal data.</param>
[GenerateSerializer, Immutable, Alias("oc.ReturnOverride")]
public sealed record ReturnOverride([property: Id(0)] string ApprovedBy, [property: Id(1)] string Reason);

/// <summary>The grades that a shop knows, and what becomes of them when nobody says otherwise.</summary>
public static class ReturnGrading
{
    /// <summary>
    /// What becomes of units of a condition: what is as new is sold again, what is broken is kept as such, and the rest is looked at
    /// first. Ungraded units are sellable, as they were before there were grades.
    /// </summary>
    public static Disposition DispositionOf(ReturnCondition? condition) => condition switch
    {
        null or ReturnCondition.New => Disposition.Restock,
        ReturnCondition.Damaged => Disposition.Damaged,
        _ => Disposition.Quarantine,
    };

    /// <summary>Whether units of a condition may go back on the shelf without being looked at.</summary>
    public static bool MayRestock(ReturnCondition? condition) => condition is null or ReturnCondition.New or ReturnCondition.Opened;

    /// <summary>Whether the shop is to answer for it: no window of the shop's own, and no final sale, takes that from the customer.</summary>
    public static bool IsFault(ReturnReason? reason) =>
        reason is ReturnReason.NotAsDescribed or ReturnReason.WrongItem or ReturnReason.DamagedInTransit or ReturnReason.Defective;
}
