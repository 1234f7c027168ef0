using Orleans;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Tills;

/// <summary>What others ask of a till before they move money at it.</summary>
internal static class TillSessions
{
    /// <summary>The till's newest session; null when there is none, or no till is named.</summary>
    public static async Task<TillSessionDetails?> NewestAsync(IGrainFactory grains, string? tillId) =>
        tillId is null ? null : await grains.GetGrain<ITillGrain>(tillId).GetSessionAsync(number: null);
}
