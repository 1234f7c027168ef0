namespace OrleansCommerce.Journal.Storage;

/// <summary>The database's schema does not fit this software; the message says what an operator can do.</summary>
public sealed class SchemaException(string message) : Exception(message);
