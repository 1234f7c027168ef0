namespace OrleansCommerce.Integration.Webhooks;

/// <summary>An event that is to be tried again, or waits behind one of the same key that is.</summary>
/// <param name="Stream">Of the event in the journal: its key.</param>
/// <param name="Version">Of the event in its stream: keys go on in this order.</param>
/// <param name="EventId">Its public id.</param>
/// <param name="Type">Its public type.</param>
/// <param name="Attempts">How often it was tried; 0 for one that waits behind another.</param>
/// <param name="Due">When it may be tried, in ticks, UTC.</param>
internal sealed record Retry(string Stream, long Version, string EventId, string Type, long Attempts, long Due);

/// <summary>An attempt, and what is to become of its event.</summary>
/// <param name="Stream">Of the event in the journal.</param>
/// <param name="Version">Of the event in its stream.</param>
/// <param name="EventId">Its public id.</param>
/// <param name="Type">Its public type.</param>
/// <param name="Number">1 for the first attempt.</param>
/// <param name="Result">What the receiver said.</param>
/// <param name="Due">When it is tried again, UTC; null when it was taken or is given up.</param>
internal sealed record Attempt(
    string Stream, long Version, string EventId, string Type, int Number, SendResult Result, DateTimeOffset? Due)
{
    /// <summary>Whether it is given up.</summary>
    public bool IsDead => !Result.Taken && Due is null;
}
