using System.Data.Common;
using Orleans.Runtime;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Silo.Engine;

/// <summary>Knows the faults of the engine, the grains and the journal.</summary>
internal sealed class EngineFaults : IFaultClassifier
{
    /// <inheritdoc/>
    public FaultKind Classify(Exception fault) => fault switch
    {
        JournalBusyException or LimitExceededException => FaultKind.Busy,
        ActivationLostException { InnerException: JournalUnavailableException } => FaultKind.Unavailable,
        ActivationLostException { InnerException: JournalBusyException } => FaultKind.Busy,
        ActivationLostException => FaultKind.Retry,
        JournalUnavailableException or DbException => FaultKind.Unavailable,
        SiloUnavailableException or OrleansMessageRejectionException => GrainEngine.SiloIsGone,
        // Orleans calls it off when a call found no silo to go to until its time was over.
        TimeoutException or OperationCanceledException => FaultKind.Timeout,
        AggregateException { InnerExceptions: [var only] } => Classify(only),
        _ => FaultKind.Internal,
    };
}
