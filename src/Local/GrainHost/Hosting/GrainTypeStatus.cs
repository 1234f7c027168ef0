namespace OrleansCommerce.Local;

/// <summary>The activations of one grain type in a host.</summary>
/// <param name="GrainType">The type's name.</param>
/// <param name="Activations">How many are in memory.</param>
/// <param name="WaitingCalls">How many calls wait for them, together.</param>
/// <param name="RunningCalls">How many calls have begun in them and not ended, together.</param>
/// <param name="RecentlyUsed">How many of them were used within <see cref="GrainHost.RecentUse"/>.</param>
public sealed record GrainTypeStatus(string GrainType, int Activations, int WaitingCalls, int RunningCalls, int RecentlyUsed);
