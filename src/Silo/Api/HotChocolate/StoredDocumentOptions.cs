namespace OrleansCommerce.Silo;

/// <summary>Documents that a request names in place of sending them.</summary>
internal sealed class StoredDocumentOptions
{
    /// <summary>Trusted documents by their ids; a request names one as its <c>documentId</c>.</summary>
    public IReadOnlyDictionary<string, string> Trusted { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether every other request is refused.</summary>
    public bool OnlyTrusted { get; set; }

    /// <summary>
    /// Whether clients may store documents under their SHA-256 (automatic persisted queries); true by default. They are kept in
    /// memory, the most recently used of them.
    /// </summary>
    public bool AutomaticPersistedQueries { get; set; } = true;
}
