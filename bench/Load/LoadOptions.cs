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
internal sealed record LoadOptions(string Scenario, DatabaseKind Journal, int Seconds, bool Json, bool Small)
{
    private const int SecondsDefault = 10;
    private const int SecondsMax = 600;

    /// <summary>Reads a command line; null, with a sentence for the user, when it is wrong.</summary>
    public static LoadOptions? Parse(string[] args, out string wrong)
    {
        wrong = $"Usage: SCENARIO [--journal postgres|sqlite] [--seconds 1-{SecondsMax}] [--small] [--json]; SCENARIO is one of {ScenarioList.Names}.";
        if (args is not [var scenario, ..] || !ScenarioList.All.ContainsKey(scenario))
        {
            return null;
        }

        var options = new LoadOptions(scenario, DatabaseKind.Postgres, SecondsDefault, Json: false, Small: false);
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
                default:
                    return null;
            }
        }

        return options;
    }
}
