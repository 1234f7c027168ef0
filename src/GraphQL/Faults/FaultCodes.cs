using HotChocolate;

namespace OrleansCommerce.GraphQL.Faults;

/// <summary>The <c>extensions.code</c> of top-level errors that this API gives, beside those of the GraphQL server itself.</summary>
public static class FaultCodes
{
    /// <summary>Nothing was done; try again in a moment.</summary>
    public const string Busy = "BUSY";

    /// <summary>Repeat the request with the same operation id.</summary>
    public const string Retry = "RETRY";

    /// <summary>The outcome is not known; repeat the request with the same operation id.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>Try again later, with the same operation id.</summary>
    public const string Unavailable = "UNAVAILABLE";

    /// <summary>A fault of the system; the log has it under the correlation id.</summary>
    public const string Internal = "INTERNAL";

    /// <summary>An argument that no request may carry, such as a page of 0.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>Nothing is sent to the place that an argument names.</summary>
    public const string NotServed = "NOT_SERVED";

    /// <summary>What a subscription names does not exist.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>The caller did not say who it is.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>The caller's role does not allow it.</summary>
    public const string Forbidden = "FORBIDDEN";

    internal static GraphQLException Exception(string code, string message) =>
        new(ErrorBuilder.New().SetMessage(message).SetCode(code).Build());
}
