namespace OrleansCommerce.Silo;

/// <summary>The values of <c>extensions.code</c> that the embedded server gives, and HotChocolate here as well.</summary>
internal static class ServerCodes
{
    public const string BadRequest = "BAD_REQUEST";
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";
    public const string OperationResolutionFailed = "OPERATION_RESOLUTION_FAILURE";
    public const string BadUserInput = "BAD_USER_INPUT";
    public const string Timeout = "TIMEOUT";
    public const string PayloadTooLarge = "PAYLOAD_TOO_LARGE";
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    public const string NotAcceptable = "NOT_ACCEPTABLE";
    public const string DocumentNotFound = "DOCUMENT_NOT_FOUND";
    public const string DocumentNotTrusted = "DOCUMENT_NOT_TRUSTED";
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";
    public const string PersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED";
    public const string TokenLimitExceeded = "TOKEN_LIMIT_EXCEEDED";
    public const string DepthLimitExceeded = "DEPTH_LIMIT_EXCEEDED";
    public const string FieldLimitExceeded = "FIELD_LIMIT_EXCEEDED";
    public const string AliasLimitExceeded = "ALIAS_LIMIT_EXCEEDED";
    public const string DirectiveLimitExceeded = "DIRECTIVE_LIMIT_EXCEEDED";
    public const string CostLimitExceeded = "COST_LIMIT_EXCEEDED";
    public const string BatchLimitExceeded = "BATCH_LIMIT_EXCEEDED";
    public const string TooManySubscriptions = "TOO_MANY_SUBSCRIPTIONS";
    public const string TooManySockets = "TOO_MANY_SOCKETS";
    public const string IntrospectionDisabled = "INTROSPECTION_DISABLED";
}
