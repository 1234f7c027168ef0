namespace OrleansCommerce.Privacy;

/// <summary>
/// Where names and addresses go: a table that can be erased, under opaque ids that events carry. No event holds personal data.
/// </summary>
public interface IPersonalDataStore
{
    /// <summary>Keeps a record; the same record again changes nothing.</summary>
    /// <param name="id">The opaque id that events will carry.</param>
    /// <param name="subject">The person, by an opaque id: what export and erasure go by.</param>
    /// <param name="json">The data.</param>
    /// <param name="cancellationToken">Stops waiting before the write.</param>
    /// <returns>False when other data lies under the id already; it stays.</returns>
    Task<bool> PutAsync(string id, string subject, string json, CancellationToken cancellationToken = default);
}
