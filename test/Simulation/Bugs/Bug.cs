namespace OrleansCommerce.Simulation.Bugs;

/// <summary>A bug that a run can be given, to show that the simulation bites. It stands between the product and its surroundings, never in the product.</summary>
public enum Bug
{
    /// <summary>The product as it is.</summary>
    None,

    /// <summary>The journal says "committed" when an append has only been sent.</summary>
    AcknowledgeBeforeCommit,

    /// <summary>An append that comes too late is written behind what it does not know.</summary>
    IgnoreConflict,

    /// <summary>An order that comes to nothing does not give its units back.</summary>
    ForgetCompensation,

    /// <summary>The provider is asked for each refund twice, with two keys.</summary>
    DoubleRefund,

    /// <summary>A reservation expires at its time though its units left before.</summary>
    ExpireAfterConfirm,

    /// <summary>A grain's state is loaded with events that are still being committed.</summary>
    ReadUncommitted,

    /// <summary>An activation does not ask whether it is the newest before it refuses, or says that nothing is due.</summary>
    AnswerFromOldState,
}
