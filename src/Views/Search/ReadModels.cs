using System.Collections.Immutable;
using OrleansCommerce.Search;

namespace OrleansCommerce.Views.Search;

/// <summary>What an operator is told, without the text of faults, which is for the log.</summary>
internal sealed class ReadModels(IViewStatus status) : IReadModels
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<ReadModelStatus>> ReadAsync(CancellationToken cancellationToken) =>
        [.. (await status.ReadAsync(cancellationToken)).Select(static view =>
            new ReadModelStatus(view.Name, view.Lag, view.IsRebuilding, view.Fault is not null))];
}
