using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using OrleansCommerce.Silo.Engine;

namespace OrleansCommerce.Silo.Operations;

/// <summary>What a silo says of itself: how it is made, where it runs, and the settings that were given to it, as far as none of them is a secret.</summary>
internal sealed class SiloFacts
{
    /// <summary>What the name of a setting begins with here.</summary>
    public const string SettingPrefix = "setting ";

    // Sections without secrets, and single settings of those that have some. What is new is not shown before somebody said so here.
    private static readonly string[] Sections = ["Journal", "Cluster", "Tills", "Returns", "Sourcing", "Delivery", "Events", "Health", "GraphQL", "Sample"];

    private static readonly string[] Settings =
    [
        "Auth:Authority", "Auth:Audience", "Auth:Issuer", "Payments:Provider", "Carriers:Provider", "Receipts:PublicUrl",
        "Webhooks:AllowPrivateTargets", "Webhooks:TimeoutSeconds",
    ];

    // The last words of a name that has a secret, should one ever come into one of the sections.
    private static readonly string[] Secrets = ["Secret", "Password", "Key", "Token", "ConnectionString"];

    private SiloFacts(IReadOnlyDictionary<string, string> all) => All = all;

    /// <summary>By name, in no order.</summary>
    public IReadOnlyDictionary<string, string> All { get; }

    /// <summary>Those of this process.</summary>
    public static SiloFacts Of(IConfiguration configuration, IHostEnvironment environment)
    {
        Dictionary<string, string> all = new(StringComparer.Ordinal)
        {
            ["version"] = VersionOf(typeof(SiloFacts).Assembly),
            ["engine"] = $"{GrainEngine.Name} {VersionOf(typeof(Orleans.Grain).Assembly)}",
            ["environment"] = environment.EnvironmentName,
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["system"] = RuntimeInformation.OSDescription,
            ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["machine"] = Environment.MachineName,
            ["process"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            ["cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
            ["memory"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes.ToString(CultureInfo.InvariantCulture),
            ["collector"] = System.Runtime.GCSettings.IsServerGC ? "server" : "workstation",
        };
        foreach (var (name, value) in configuration.AsEnumerable())
        {
            if (value is not null && IsShown(name))
            {
                all[SettingPrefix + name] = value;
            }
        }

        return new SiloFacts(all);
    }

    private static bool IsShown(string name) =>
        (Settings.Contains(name, StringComparer.OrdinalIgnoreCase)
            || Sections.Any(section => name.StartsWith(section + ConfigurationPath.KeyDelimiter, StringComparison.OrdinalIgnoreCase)))
        && !Secrets.Any(secret => name.EndsWith(secret, StringComparison.OrdinalIgnoreCase));

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
