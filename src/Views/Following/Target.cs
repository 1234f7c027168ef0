using OrleansCommerce.Journal;

namespace OrleansCommerce.Views.Following;

/// <summary>A table to fill: a view's own, or the one that is to take its place.</summary>
/// <param name="View">Which view.</param>
/// <param name="Checkpoint">The name of its checkpoint.</param>
/// <param name="Table">Its name.</param>
/// <param name="Position">The last event that is in it.</param>
internal sealed record Target(IView View, string Checkpoint, string Table, FeedPosition Position)
{
    /// <summary>The tables that the checkpoints name. A checkpoint of an unknown view belongs to a newer version of this software.</summary>
    public static List<Target> Of(IReadOnlyList<IView> views, Dictionary<string, FeedPosition> checkpoints)
    {
        var targets = new List<Target>();
        foreach (var view in views)
        {
            if (checkpoints.TryGetValue(view.Name, out var position))
            {
                targets.Add(new Target(view, view.Name, view.Table, position));
            }

            if (checkpoints.TryGetValue(Checkpoints.RebuildOf(view), out var rebuilt))
            {
                targets.Add(new Target(view, Checkpoints.RebuildOf(view), Checkpoints.RebuildTableOf(view), rebuilt));
            }
        }

        return targets;
    }
}
