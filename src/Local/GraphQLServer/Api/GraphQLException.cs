namespace HotChocolate;

/// <summary>Thrown by a resolver to answer with errors of its own; their messages reach the caller as they are.</summary>
public class GraphQLException : Exception
{
    /// <summary>One error with this message and no code.</summary>
    public GraphQLException(string message)
        : this(ErrorBuilder.New().SetMessage(message).Build())
    {
    }

    /// <summary>One error.</summary>
    public GraphQLException(IError error)
        : this([error])
    {
    }

    /// <summary>Several errors.</summary>
    public GraphQLException(params IError[] errors)
        : base(errors is [var first, ..] ? first.Message : null)
        => Errors = errors ?? [];

    /// <summary>What to answer with.</summary>
    public IReadOnlyList<IError> Errors { get; }
}
