using System.Globalization;
using OrleansCommerce.Simulation.Bugs;
using OrleansCommerce.Simulation.Running;

namespace OrleansCommerce.Simulation;

/// <summary>The simulation from the command line; the tests run it without.</summary>
public static class Program
{
    private const string Usage = """
        dotnet run --project test/Simulation -- --seed N       one world, with its trace
        dotnet run --project test/Simulation -- --seeds A..B   the worlds of these seeds, on all cores
        dotnet run --project test/Simulation -- --forever      one after the other from a random seed on, until one fails
        dotnet run --project test/Simulation -- --seeds A..B --bug NAME   with a bug planted, such as DoubleRefund
        """;

    /// <summary>Runs what the arguments say; 0 when every invariant held, 1 when one did not, 2 when the arguments make no sense.</summary>
    public static int Main(string[] args)
    {
        switch (args)
        {
            case ["--seed", var text] when int.TryParse(text, CultureInfo.InvariantCulture, out var seed):
                var result = SimulationRun.Run(seed);
                Console.Out.WriteLine(Report.Of(result));
                return result.Violation is null ? 0 : 1;
            case ["--seeds", var text] when TryParseRange(text, out var from, out var to):
                return Sweep(from, to - from + 1);
            case ["--seeds", var text, "--bug", var name] when TryParseRange(text, out var from, out var to) && Enum.TryParse<Bug>(name, out var bug):
                return Sweep(from, to - from + 1, bug);
            case ["--forever"]:
                return Sweep(Random.Shared.Next(1_000_000, int.MaxValue / 2), int.MaxValue / 2);
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static bool TryParseRange(string text, out int from, out int to)
    {
        to = 0;
        var parts = text.Split("..");
        return int.TryParse(parts[0], CultureInfo.InvariantCulture, out from)
            && parts.Length == 2
            && int.TryParse(parts[1], CultureInfo.InvariantCulture, out to)
            && to >= from;
    }

    private static int Sweep(int from, int count, Bug bug = Bug.None)
    {
        Console.Out.WriteLine($"From seed {from} on.");
        var outcome = Running.Sweep.Run(from, count, bug, progress => Console.Out.WriteLine(progress));
        if (outcome.FirstFailure is { } failure)
        {
            Console.Out.WriteLine(Report.Of(failure));
            return 1;
        }

        return 0;
    }
}
