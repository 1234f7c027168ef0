using Spectre.Console;

namespace OrleansCommerce.Replay;

/// <summary>The command line's work: read, replay, report.</summary>
internal static class ReplayCommand
{
    private const int Clean = 0;
    private const int NotClean = 1;
    private const int NotDone = 2;

    /// <summary>Runs it.</summary>
    /// <returns>0 when everything adds up, 1 when it does not, 2 when the replay did not reach its end.</returns>
    public static async Task<int> RunAsync(FileInfo data, ReplayOptions options, bool json, CancellationToken cancellationToken)
    {
        var console = ConsoleOn(Console.Error, Console.IsErrorRedirected);
        try
        {
            var file = InvoiceFile.Read(data.FullName);
            var report = await console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
                .StartAsync(progress => new Replayer(file, options, new ConsoleObserver(progress, console)).RunAsync(cancellationToken));
            foreach (var mismatch in report.Mismatches)
            {
                console.MarkupLineInterpolated($"[red]Mismatch:[/] {mismatch}");
            }

            if (json)
            {
                await Console.Out.WriteLineAsync(report.ToJson());
            }
            else
            {
                var output = ConsoleOn(Console.Out, Console.IsOutputRedirected);
                output.Write(TableOf(report));
                output.Write(TableOf(report.Paths));
            }

            return report.IsClean ? Clean : NotClean;
        }
        catch (Exception failure) when (failure is InvoiceFileException or IOException or UnauthorizedAccessException or GraphQLFaultException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return NotDone;
        }
    }

    // A file or a pipe gets plain text, whatever the terminal around it could show, and wide enough for a table.
    private static IAnsiConsole ConsoleOn(TextWriter writer, bool redirected)
    {
        const int TableWidth = 120;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        console.Profile.Width = redirected ? TableWidth : console.Profile.Width;
        return console;
    }

    private static Table TableOf(Report report)
    {
        var table = new Table().HideHeaders().AddColumn("Figure").AddColumn(new TableColumn("Value").RightAligned());
        foreach (var (name, value) in report.ToRows())
        {
            table.AddRow(name, value);
        }

        return table;
    }

    private static Table TableOf(IReadOnlyList<PathFigures> paths)
    {
        var table = new Table().AddColumn("Path");
        foreach (var column in (string[])["Invoices", "Parcels", "Units", "Expected", "By the API", "Units off", "Money off"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var path in paths)
        {
            table.AddRow(
                path.Path,
                $"{path.Invoices:N0}",
                path.Parcels == 0 ? "" : $"{path.Parcels:N0}",
                $"{path.Units:N0}",
                $"{path.MoneyExpected:N2}",
                $"{path.Money:N2}",
                $"{path.UnitsOff:N0}",
                $"{path.MoneyOff:N2}");
        }

        return table;
    }
}
