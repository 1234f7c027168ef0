namespace OrleansCommerce.Simulation.Workload;

/// <summary>Somebody who does things in the shop, one after the other.</summary>
internal interface IShopper
{
    /// <summary>Does one thing, whatever comes of it.</summary>
    Task ActAsync();
}
