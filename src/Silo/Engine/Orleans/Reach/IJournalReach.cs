using Orleans;
using Orleans.Services;

namespace OrleansCommerce.Silo.Engine.Reach;

/// <summary>What a silo is asked by another one that cannot reach the journal.</summary>
[Alias("orleanscommerce.journal-reach")]
internal interface IJournalReach : IGrainService
{
    /// <summary>Whether the journal answers here.</summary>
    [Alias("answers")]
    Task<bool> AnswersAsync();
}
