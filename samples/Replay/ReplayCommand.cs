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
                console.MarkupLineInterpolated($"[red]Stock mismatch:[/] {mismatch}");
            }

            if (json)
            {
                await Console.Out.WriteLineAsync(report.ToJson());
            }
            else
            {
                ConsoleOn(Console.Out, Console.IsOutputRedirected).Write(TableOf(report));
            }

            return report.IsClean ? Clean : NotClean;
        }
        catch (Exception failure) when (failure is InvoiceFileException or IOException or UnauthorizedAccessException or GraphQLFaultException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return NotDone;
        }
    }

    // A file or a pipe gets plain text, whatever the terminal around it could show.
    private static IAnsiConsole ConsoleOn(TextWriter writer, bool redirected) =>
        AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });

    private static Table TableOf(Report report)
    {
        var table = new Table().HideHeaders().AddColumn("Figure").AddColumn(new TableColumn("Value").RightAligned());
        foreach (var (name, value) in report.ToRows())
        {
            table.AddRow(name, value);
        }

        return table;
    }
}
