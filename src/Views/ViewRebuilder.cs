using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Views.Following;

namespace OrleansCommerce.Views;

/// <summary>Makes read models again from the feed while the system runs. The old table answers until the new one has caught up.</summary>
public sealed class ViewRebuilder
{
    /// <summary>Rebuilds every view.</summary>
    public const string All = "all";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly IDatabase _database;
    private readonly IReadOnlyList<IView> _views;
    private readonly ViewFollower _follower;
    private readonly TimeProvider _time;

    internal ViewRebuilder(IDatabase database, IReadOnlyList<IView> views, ViewFollower follower, TimeProvider time)
    {
        _database = database;
        _views = views;
        _follower = follower;
        _time = time;
    }

    /// <summary>What can be rebuilt.</summary>
    public IEnumerable<string> Names => _views.Select(static view => view.Name);

    /// <summary>
    /// Rebuilds a view, and returns when the new table is in its place. The work is done by whichever process follows the feed,
    /// and goes on there when this call is given up. Joins a rebuild that is under way.
    /// </summary>
    /// <param name="name">A view's name, or <see cref="All"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentException">There is no view of that name.</exception>
    public async Task RebuildAsync(string name, CancellationToken cancellationToken = default)
    {
        var views = _views.Where(view => name == All || view.Name == name).ToList();
        if (views.Count == 0)
        {
            throw new ArgumentException($"There is no view '{name}'; there are {string.Join(", ", Names)} and {All}.", nameof(name));
        }

        foreach (var view in views)
        {
            await RebuiltTable.CreateAsync(_database, view, _time.GetUtcNow(), cancellationToken);
        }

        while (await IsUnderWayAsync(views, cancellationToken))
        {
            var looks = _follower.Looked.Count;
            _follower.Hurry();
            await _follower.Looked.WaitAsync(looks, Interval, _time, cancellationToken);
        }
    }

    private async Task<bool> IsUnderWayAsync(List<IView> views, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenReadAsync(cancellationToken);
        var checkpoints = await Checkpoints.ReadAsync(connection, cancellationToken);
        return views.Exists(view => checkpoints.ContainsKey(Checkpoints.RebuildOf(view)));
    }
}
