using System.Globalization;

namespace OrleansCommerce.Simulation.Running;

/// <summary>What happened in a run, line by line, and a hash of it: two runs of one seed have the same.</summary>
internal sealed class Trace(ManualTime time)
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly List<string> _lines = [];
    private ulong _hash = Offset;

    public IReadOnlyList<string> Lines => _lines;

    public string Hash => _hash.ToString("x16", CultureInfo.InvariantCulture);

    public void Tell(string who, string what)
    {
        var line = $"{(time.GetUtcNow() - _start).TotalSeconds,12:F3} {who,-10} {what}";
        _lines.Add(line);
        foreach (var character in line)
        {
            _hash = (_hash ^ character) * Prime;
        }
    }

    /// <summary>Makes a number part of the hash without a line.</summary>
    public void Mix(long number) => _hash = (_hash ^ (ulong)number) * Prime;
}
