using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>No fragment leads back to itself. Specification 5.5.2.2.</summary>
internal sealed class NoFragmentCycles : ValidationRule
{
    private readonly HashSet<FragmentNode> _done = [];
    private readonly List<FragmentNode> _open = [];

    public override void Finish(ValidationContext context)
    {
        foreach (var fragment in context.Fragments.Values)
        {
            Visit(context, fragment);
        }
    }

    private void Visit(ValidationContext context, FragmentNode fragment)
    {
        if (!_done.Add(fragment))
        {
            return;
        }

        _open.Add(fragment);
        foreach (var spread in context.UsesIn(fragment).Spreads)
        {
            if (!context.Fragments.TryGetValue(spread.Name, out var next))
            {
                continue;
            }

            if (_open.IndexOf(next) is var start && start >= 0)
            {
                var via = string.Join(", ", _open.Skip(start + 1).Select(f => $"\"{f.Name}\""));
                Report(context, $"Cannot spread fragment \"{next.Name}\" within itself{(via.Length == 0 ? "" : $" via {via}")}.", spread);
            }
            else
            {
                Visit(context, next);
            }
        }

        _open.RemoveAt(_open.Count - 1);
    }
}
