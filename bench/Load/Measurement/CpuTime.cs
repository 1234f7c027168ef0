using System.Globalization;

namespace OrleansCommerce.Load.Measurement;

/// <summary>Processor seconds, user and system, from <c>/proc</c>.</summary>
/// <param name="Own">Of this process: the grains or the host, and the callers.</param>
/// <param name="Postgres">Of all processes of the PostgreSQL cluster.</param>
/// <param name="Silos">Of silos that are processes of their own.</param>
/// <param name="Children">Of programs that this process ran to their end: pgbench.</param>
/// <param name="Machine">Of everything on the machine, and what its hypervisor kept from it.</param>
internal readonly record struct CpuTime(double Own, double Postgres, double Silos, double Children, double Machine)
{
    // The unit of /proc: USER_HZ, which Linux shows to programs as 100 whatever the kernel's own is.
    private const double TicksPerSecond = 100;

    /// <summary>Of what has nothing to do with the measurement, and disturbs it: other programs, the kernel, the hypervisor's other guests.</summary>
    public double Others => Math.Max(0, Machine - Own - Postgres - Silos - Children);

    /// <summary>The counters now.</summary>
    /// <param name="postmaster">The process id of PostgreSQL's first process; null when there is none.</param>
    /// <param name="silos">The process ids of silos.</param>
    public static CpuTime Now(int? postmaster, IEnumerable<int> silos)
    {
        var own = Read("/proc/self/stat") ?? default;
        var postgres = 0.0;
        if (postmaster is { } first)
        {
            foreach (var folder in Directory.EnumerateDirectories("/proc"))
            {
                // The first process has collected the time of its ended children.
                if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                    && Read($"{folder}/stat") is { } process && (id == first || process.Parent == first))
                {
                    postgres += process.Time + (id == first ? process.OfChildren : 0);
                }
            }
        }

        return new CpuTime(own.Time, postgres, silos.Sum(static id => Read($"/proc/{id}/stat")?.Time ?? 0), own.OfChildren, ReadMachine());
    }

    public static CpuTime operator -(CpuTime later, CpuTime earlier) =>
        new(later.Own - earlier.Own, later.Postgres - earlier.Postgres, later.Silos - earlier.Silos, later.Children - earlier.Children, later.Machine - earlier.Machine);

    private static double ReadMachine()
    {
        // cpu  user nice system idle iowait irq softirq steal …
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return ((int[])[1, 2, 3, 6, 7, 8]).Sum(field => long.Parse(fields[field], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    private static (int Parent, double Time, double OfChildren)? Read(string path)
    {
        try
        {
            // The name, in parentheses, may hold anything; the state is field 3 of proc(5).
            var text = File.ReadAllText(path);
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return ((int)Field(4), (Field(14) + Field(15)) / TicksPerSecond, (Field(16) + Field(17)) / TicksPerSecond);

            long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has ended since the folder was listed.
            return null;
        }
    }
}
