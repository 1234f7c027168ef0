namespace HotChocolate;

/// <summary>One entry of the response's top-level <c>errors</c>.</summary>
public interface IError
{
    /// <summary>What went wrong, for a developer to read.</summary>
    string Message { get; }

    /// <summary>The machine-readable code; <c>extensions.code</c> in the response.</summary>
    string? Code { get; }

    /// <summary>The response field that failed; null when the request as a whole did.</summary>
    Path? Path { get; }

    /// <summary>Where in the query document the failing part stands.</summary>
    IReadOnlyList<Location>? Locations { get; }

    /// <summary>Further members of <c>extensions</c>.</summary>
    IReadOnlyDictionary<string, object?>? Extensions { get; }

    /// <summary>What the resolver threw; never sent to the caller.</summary>
    Exception? Exception { get; }

    /// <summary>The same error with another message.</summary>
    IError WithMessage(string message);

    /// <summary>The same error with another code.</summary>
    IError WithCode(string? code);

    /// <summary>The same error with another exception, or with none.</summary>
    IError WithException(Exception? exception);
}

/// <summary>A place in a query document; line and column count from 1.</summary>
public readonly record struct Location(int Line, int Column);
