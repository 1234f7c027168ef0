using System.Globalization;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Load.Scenarios;

namespace OrleansCommerce.Load;

/// <summary>What to measure.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Journal">Which store the journal is in.</param>
/// <param name="Seconds">How long each slice is measured.</param>
/// <param name="Json">One JSON object instead of a table.</param>
/// <param name="Small">A hundredth of the sizes, and hardly a warm-up: only to see that the scenario works.</param>
/// <param name="Silos">How many silos the scenario <c>cluster</c> is measured with, one number after the other.</param>
internal sealed record LoadOptions(string Scenario, DatabaseKind Journal, int Seconds, bool Json, bool Small, IReadOnlyList<int> Silos)
{
    private const string Cluster = "cluster";
    private const int SilosMax = 16;
    private const int SecondsDefault = 10;
    private const int SecondsMax = 600;

    /// <summary>Reads a command line; null, with a sentence for the user, when it is wrong.</summary>
    public static LoadOptions? Parse(string[] args, out string wrong)
    {
        wrong = $"Usage: SCENARIO [--journal postgres|sqlite] [--seconds 1-{SecondsMax}] [--small] [--json] [--silos N,N,…]; SCENARIO is one of {ScenarioList.Names}.";
        if (args is not [var scenario, ..] || !ScenarioList.All.ContainsKey(scenario))
        {
            return null;
        }

        var options = new LoadOptions(scenario, DatabaseKind.Postgres, SecondsDefault, Json: false, Small: false, Silos: [1, 2, 4]);
        for (var rest = args[1..]; rest.Length > 0;)
        {
            switch (rest)
            {
                case ["--json", .. var others]:
                    (options, rest) = (options with { Json = true }, others);
                    break;
                case ["--small", .. var others]:
                    (options, rest) = (options with { Small = true }, others);
                    break;
                case ["--journal", "postgres" or "sqlite", .. var others]:
                    (options, rest) = (options with { Journal = rest[1] == "sqlite" ? DatabaseKind.Sqlite : DatabaseKind.Postgres }, others);
                    break;
                case ["--seconds", var text, .. var others]
                    when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= SecondsMax:
                    (options, rest) = (options with { Seconds = seconds }, others);
                    break;
                case ["--silos", var text, .. var others]:
                    if (SilosOf(text) is not { } silos)
                    {
                        wrong = $"The option --silos is '{text}'; it must be one or more numbers from 1 to {SilosMax}, separated by commas, such as 1,2,4.";
                        return null;
                    }

                    if (scenario != Cluster)
                    {
                        wrong = $"The option --silos goes with the scenario {Cluster}; {scenario} has one process.";
                        return null;
                    }

                    (options, rest) = (options with { Silos = silos }, others);
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    private static List<int>? SilosOf(string text)
    {
        var silos = new List<int>();
        foreach (var part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > SilosMax)
            {
                return null;
            }

            silos.Add(count);
        }

        return silos;
    }
}
