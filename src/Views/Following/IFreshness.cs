namespace OrleansCommerce.Views.Following;

/// <summary>Lets a question see what was committed before it.</summary>
internal interface IFreshness
{
    /// <summary>
    /// Returns when everything that was committed before the call is in <paramref name="view"/>, or after
    /// <see cref="OrleansCommerce.Search.ICatalogSearch.FreshnessTimeoutMs"/>.
    /// </summary>
    Task WaitAsync(string view, CancellationToken cancellationToken);
}
