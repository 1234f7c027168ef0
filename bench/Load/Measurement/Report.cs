using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrleansCommerce.Load.Measurement;

/// <summary>Writes what was measured.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>For people.</summary>
    public static string Table(LoadOptions options, Measured measured)
    {
        var text = new StringBuilder();
        text.AppendLine($"{options.Scenario}, journal: {options.Journal}, {Environment.ProcessorCount} cores, {options.Seconds} s a slice").AppendLine();
        text.AppendLine("| round | what | callers | per second | p50 ms | p99 ms | p99.9 ms | slowest ms | CPU s: own | PostgreSQL | pgbench | others |");
        text.AppendLine("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var slice in measured.Slices)
        {
            text.AppendLine(
                $"| {slice.Round} | {slice.Name} | {slice.Callers} | {slice.PerSecond:N0} | {Milliseconds(slice.P50)} | {Milliseconds(slice.P99)} "
                + $"| {Milliseconds(slice.P999)} | {Milliseconds(slice.Slowest)} | {slice.Cpu.Own:F1} | {slice.Cpu.Postgres:F1} | {slice.Cpu.Children:F1} | {slice.Cpu.Others:F1} |");
        }

        text.AppendLine();
        AppendSilos(text, measured.Slices);
        foreach (var ratio in measured.Ratios)
        {
            text.AppendLine(
                $"{ratio.Name} = {Quotient(ratio.Value)} (rounds: {string.Join(", ", ratio.Rounds.Select(Quotient))}; "
                + $"target: at {(ratio.AtMost ? "most" : "least")} {Quotient(ratio.Target)}: {(ratio.Met ? "met" : "MISSED")})");
        }

        foreach (var note in measured.Notes)
        {
            text.AppendLine(note);
        }

        return text.ToString();
    }

    /// <summary>For programs: times in milliseconds.</summary>
    public static string Json(LoadOptions options, Measured measured) => JsonSerializer.Serialize(
        new
        {
            options.Scenario,
            Journal = options.Journal.ToString(),
            Cores = Environment.ProcessorCount,
            options.Seconds,
            Slices = measured.Slices.Select(static slice => new
            {
                slice.Round,
                slice.Name,
                slice.Callers,
                slice.Operations,
                slice.PerSecond,
                P50 = slice.P50.TotalMilliseconds,
                P99 = slice.P99.TotalMilliseconds,
                P999 = slice.P999.TotalMilliseconds,
                Slowest = slice.Slowest.TotalMilliseconds,
                CpuSeconds = new { slice.Cpu.Own, slice.Cpu.Postgres, slice.Cpu.Silos, Pgbench = slice.Cpu.Children, slice.Cpu.Others },
                slice.WalBytes,
                GrainCalls = slice.Calls,
            }),
            measured.Ratios,
            measured.Notes,
        },
        Indented);

    // What an operation of a cluster costs, and which part of its calls went over the network.
    private static void AppendSilos(StringBuilder text, IReadOnlyList<Slice> slices)
    {
        var ofSilos = slices.Where(static slice => slice.Calls is not null).ToList();
        if (ofSilos.Count == 0)
        {
            return;
        }

        text.AppendLine("| round | what | CPU ms an operation: silos | PostgreSQL | callers | WAL bytes an operation | calls of the shop's grains | of them from another silo |");
        text.AppendLine("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var slice in ofSilos)
        {
            text.AppendLine(
                $"| {slice.Round} | {slice.Name} | {Each(slice, slice.Cpu.Silos)} | {Each(slice, slice.Cpu.Postgres)} | {Each(slice, slice.Cpu.Own)} "
                + $"| {(double)(slice.WalBytes ?? 0) / slice.Operations:N0} | {(double)slice.Calls!.All / slice.Operations:F2} | {100 * slice.Calls.ElsewhereShare:F1}% |");
        }

        text.AppendLine();
    }

    private static string Each(Slice slice, double seconds) => Milliseconds(TimeSpan.FromSeconds(seconds / slice.Operations));

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture);

    private static string Quotient(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
