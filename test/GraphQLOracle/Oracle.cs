namespace OrleansCommerce.GraphQLOracle;

/// <summary>Asks the embedded server and the reference implementation the same, and compares.</summary>
public sealed class Oracle : IDisposable
{
    private readonly Embedded _embedded = new();
    private readonly Reference _reference = Reference.Start();

    internal Embedded Embedded => _embedded;

    /// <summary>What the embedded server does differently; null for nothing.</summary>
    internal async Task<string?> DifferenceAsync(Case asked, Generation.GeneratedData? generated = null)
    {
        var ours = await _embedded.AskAsync(asked, generated);
        var recorded = generated is null ? asked : asked with { Data = generated.Recorded() };
        var theirs = await _reference.AskAsync(recorded);
        return ours.DifferenceTo(theirs, asked.Document.Contains("__schema", StringComparison.Ordinal)
            || asked.Document.Contains("__type(", StringComparison.Ordinal)) is { } difference
            ? $"{difference}\n\n{asked.Document}\n\nvariables: {asked.Variables?.ToJsonString() ?? "none"}\ndata: {recorded.Data?.ToJsonString() ?? "none"}"
            : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _embedded.Dispose();
        _reference.Dispose();
    }
}
