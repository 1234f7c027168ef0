namespace OrleansCommerce.Silo;

/// <summary>The sizes beyond which a request is refused. Every limit is a count, at least 1 where nothing else is said.</summary>
internal sealed class GraphQLLimits
{
    /// <summary>The longest request body, and the longest message of a socket, in bytes; a longer body is answered 413.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>The most lexical tokens of a query document. Bounds the work of the parser.</summary>
    public int MaxTokens { get; set; } = 20_000;

    /// <summary>The deepest nesting of selection sets, fragments included.</summary>
    public int MaxDepth { get; set; } = 32;

    /// <summary>The most fields that an operation may select, each counted as often as a fragment brings it in.</summary>
    public int MaxFields { get; set; } = 2_000;

    /// <summary>The most aliases that an operation may have, each counted as often as a fragment brings it in.</summary>
    public int MaxAliases { get; set; } = 200;

    /// <summary>The most directives in a document.</summary>
    public int MaxDirectives { get; set; } = 500;

    /// <summary>
    /// The most that an operation may cost, known before it is executed: each object that its answer can have costs 1, each
    /// field of a root 1, each mutation 10 more. Introspection counts its objects once.
    /// </summary>
    public int MaxCost { get; set; } = 25_000;

    /// <summary>The length that the cost supposes of a list whose field has an argument <c>first</c> or <c>last</c> and is given none.</summary>
    public int AssumedPageSize { get; set; } = 50;

    /// <summary>The length that the cost supposes of a list which has no such argument.</summary>
    public int AssumedListSize { get; set; } = 10;

    /// <summary>The most operations of one array body; 0 refuses array bodies.</summary>
    public int MaxBatchSize { get; set; }

    /// <summary>
    /// The most subscriptions that one connection has open at a time; for a socket, its queries and mutations that still run
    /// count as well.
    /// </summary>
    public int MaxSubscriptionsPerConnection { get; set; } = 100;

    /// <summary>The most subscriptions that the host has open at a time, on all connections.</summary>
    public int MaxSubscriptions { get; set; } = 10_000;

    /// <summary>The most sockets that the host has open at a time; one more is answered 503.</summary>
    public int MaxSockets { get; set; } = 10_000;

    /// <summary>
    /// Seconds after which a silent socket is sent a sign of life, as proxies close connections that are silent for long: 15 s is a
    /// common shortest limit. A socket whose client does not answer within as many is cut off. Event streams have a rhythm of their own.
    /// </summary>
    public int HeartbeatSeconds { get; set; } = 12;

    /// <summary>The most errors that one response carries.</summary>
    public int MaxErrors { get; set; } = 100;
}
