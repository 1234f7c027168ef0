using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace OrleansCommerce.Silo.Engine.Reports;

/// <summary>One silo's report, asked by another silo.</summary>
internal sealed class SiloReportClient(IServiceProvider services, TimeProvider time) : GrainServiceClient<ISiloReport>(services)
{
    /// <summary>With a silo that does not answer: it may hang, or have died since the table of members was read.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Asks it.</summary>
    /// <returns>Null when it does not answer in time, or is of a version that knows no such question.</returns>
    public async Task<T?> AskAsync<T>(SiloAddress silo, Func<ISiloReport, Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask(GetGrainService(silo)).WaitAsync(Patience, time);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return null;
        }
    }
}
