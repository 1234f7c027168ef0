namespace OrleansCommerce.Silo.Operations;

/// <summary>Keeps the last lines of this process's log, for those who look at it in the console.</summary>
internal sealed class LogMemory(TimeProvider time) : ILoggerProvider
{
    /// <summary>Lines that are kept, and that one answer may have.</summary>
    public const int LinesMax = 1_000;

    private const int TextMax = 4_000;

    private readonly Queue<LogLine> _lines = [];
    private readonly Lock _gate = new();
    private long _last;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    /// <summary>The kept lines after a number, oldest first.</summary>
    public IReadOnlyList<LogLine> Read(long after)
    {
        lock (_gate)
        {
            return [.. _lines.Where(line => line.Number > after)];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing outlives the process.
    }

    private static string Cut(string text) => text.Length <= TextMax ? text : text[..TextMax] + "…";

    private void Add(LogLevel level, string category, string message, Exception? fault)
    {
        lock (_gate)
        {
            _lines.Enqueue(new LogLine(++_last, time.GetUtcNow(), level, category, Cut(message), fault is null ? null : Cut(fault.ToString())));
            if (_lines.Count > LinesMax)
            {
                _lines.Dequeue();
            }
        }
    }

    private sealed class Writer(LogMemory memory, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            memory.Add(logLevel, category, formatter(state, exception), exception);
    }
}

/// <summary>A line of the log.</summary>
/// <param name="Number">Grows from line to line.</param>
/// <param name="At">UTC.</param>
/// <param name="Level">Such as <c>Warning</c>.</param>
/// <param name="Category">Who wrote it.</param>
/// <param name="Message">What.</param>
/// <param name="Exception">With its stack; null for none.</param>
internal sealed record LogLine(long Number, DateTimeOffset At, LogLevel Level, string Category, string Message, string? Exception);
