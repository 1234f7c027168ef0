using OrleansCommerce.Journal.PersonalData;
using OrleansCommerce.Privacy;

namespace OrleansCommerce.Silo.Storage;

/// <summary>The API's port to the erasable table of the journal's database.</summary>
internal sealed class PersonalDataStore(IPersonalData table) : IPersonalDataStore
{
    /// <inheritdoc/>
    public async Task<bool> PutAsync(string id, string subject, string json, CancellationToken cancellationToken = default) =>
        await table.TryAddAsync(id, subject, json, cancellationToken)
        || await table.GetAsync(id, cancellationToken) == json;
}
