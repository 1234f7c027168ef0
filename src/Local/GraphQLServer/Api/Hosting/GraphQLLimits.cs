namespace HotChocolate;

/// <summary>The sizes beyond which a request is refused. Every limit is a count, at least 1.</summary>
public sealed class GraphQLLimits
{
    /// <summary>The longest request body, in bytes; a longer one is answered 413.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>The most lexical tokens of a query document. Bounds the work of the parser.</summary>
    public int MaxTokens { get; set; } = 20_000;

    /// <summary>The deepest nesting of selection sets, fragments included.</summary>
    public int MaxDepth { get; set; } = 32;

    /// <summary>
    /// The most fields that an operation may select, each counted as often as a fragment brings it in. Bounds aliases too.
    /// </summary>
    public int MaxFields { get; set; } = 2_000;

    /// <summary>The most directives in a document.</summary>
    public int MaxDirectives { get; set; } = 500;

    /// <summary>The most operations of one array body; 0 refuses array bodies.</summary>
    public int MaxBatchSize { get; set; }

    /// <summary>The most events that wait for one slow subscriber; beyond it the subscription ends with an error.</summary>
    public int MaxBufferedEvents { get; set; } = 256;

    /// <summary>The most errors that one response carries.</summary>
    public int MaxErrors { get; set; } = 100;
}
