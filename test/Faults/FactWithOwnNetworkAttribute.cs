using OrleansCommerce.Faults.Tests.Servers;

namespace OrleansCommerce.Faults.Tests;

/// <summary>A test that needs a network namespace, which only root may make, and not on every machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithOwnNetworkAttribute : FactAttribute
{
    public FactWithOwnNetworkAttribute()
    {
        if (!OwnNetwork.IsPossible)
        {
            Skip = "This machine, or this user, cannot make a network namespace (ip netns).";
        }
    }
}
