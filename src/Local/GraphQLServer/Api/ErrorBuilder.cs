namespace HotChocolate;

/// <summary>Makes an <see cref="IError"/>.</summary>
public sealed class ErrorBuilder
{
    private readonly Dictionary<string, object?> _extensions = new(StringComparer.Ordinal);
    private readonly List<Location> _locations = [];
    private string? _message;
    private string? _code;
    private Path? _path;
    private Exception? _exception;

    private ErrorBuilder()
    {
    }

    /// <summary>Begins a new error.</summary>
    public static ErrorBuilder New() => new();

    /// <summary>Begins with everything that <paramref name="error"/> has.</summary>
    public static ErrorBuilder FromError(IError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var builder = new ErrorBuilder
        {
            _message = error.Message,
            _code = error.Code,
            _path = error.Path,
            _exception = error.Exception,
        };
        builder._locations.AddRange(error.Locations ?? []);
        foreach (var (key, value) in error.Extensions ?? new Dictionary<string, object?>())
        {
            builder._extensions[key] = value;
        }

        return builder;
    }

    /// <summary>What went wrong, for a developer to read. Required.</summary>
    public ErrorBuilder SetMessage(string message)
    {
        _message = message;
        return this;
    }

    /// <summary>The machine-readable code, such as <c>FORBIDDEN</c>.</summary>
    public ErrorBuilder SetCode(string? code)
    {
        _code = code;
        return this;
    }

    /// <summary>The response field that failed.</summary>
    public ErrorBuilder SetPath(Path? path)
    {
        _path = path;
        return this;
    }

    /// <summary>A further member of <c>extensions</c>: a string, number, boolean, null, or a list of these.</summary>
    public ErrorBuilder SetExtension(string key, object? value)
    {
        _extensions[key] = value;
        return this;
    }

    /// <summary>What was thrown; kept for filters and logs, never sent.</summary>
    public ErrorBuilder SetException(Exception? exception)
    {
        _exception = exception;
        return this;
    }

    /// <summary>A place in the query document.</summary>
    public ErrorBuilder AddLocation(Location location)
    {
        _locations.Add(location);
        return this;
    }

    /// <summary>The error as set so far.</summary>
    /// <exception cref="InvalidOperationException">No message was set.</exception>
    public IError Build() => new Error(
        _message ?? throw new InvalidOperationException("An error needs a message: call SetMessage."),
        _code,
        _path,
        _locations.Count == 0 ? null : [.. _locations],
        _extensions.Count == 0 ? null : new Dictionary<string, object?>(_extensions, StringComparer.Ordinal),
        _exception);

    private sealed record Error(
        string Message,
        string? Code,
        Path? Path,
        IReadOnlyList<Location>? Locations,
        IReadOnlyDictionary<string, object?>? Extensions,
        Exception? Exception) : IError
    {
        public IError WithMessage(string message) => this with { Message = message };

        public IError WithCode(string? code) => this with { Code = code };

        public IError WithException(Exception? exception) => this with { Exception = exception };
    }
}
