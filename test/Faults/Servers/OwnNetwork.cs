using System.Diagnostics;

namespace OrleansCommerce.Faults.Tests.Servers;

/// <summary>
/// A network namespace for one silo, with two cables: one to the other silos, which can be pulled, and one to the clients. PostgreSQL's
/// socket is a file, which both sides see.
/// </summary>
internal sealed class OwnNetwork : IDisposable
{
    // Names of devices have at most 15 characters.
    private static readonly string Name = $"oc{Environment.ProcessId}";
    private static readonly int Net = Environment.ProcessId % 120 * 2;

    private OwnNetwork()
    {
    }

    /// <summary>Whether this machine lets this user make one.</summary>
    public static bool IsPossible { get; } = Environment.IsPrivilegedProcess && Try("ip", "netns", "add", $"{Name}t") && Try("ip", "netns", "del", $"{Name}t");

    /// <summary>The address of the silos outside.</summary>
    public static string Outside => $"10.203.{Net}.1";

    /// <summary>The address of the silo inside, for other silos.</summary>
    public static string Inside => $"10.203.{Net}.2";

    /// <summary>The address of the silo inside, for clients.</summary>
    public static string InsideForClients => $"10.203.{Net + 1}.2";

    /// <summary>A command that runs another one inside.</summary>
    public static IReadOnlyList<string> Within { get; } = ["ip", "netns", "exec", Name];

    /// <summary>Makes it.</summary>
    public static OwnNetwork Create()
    {
        foreach (var step in (string[])
            [
                $"netns add {Name}",
                $"link add {Name}b type bridge",
                $"addr add {Outside}/24 dev {Name}b",
                $"link set {Name}b up",
                $"link add {Name}c type veth peer name silos netns {Name}",
                $"link set {Name}c master {Name}b up",
                $"link add {Name}h type veth peer name clients netns {Name}",
                $"addr add 10.203.{Net + 1}.1/24 dev {Name}h",
                $"link set {Name}h up",
                $"-n {Name} addr add {Inside}/24 dev silos",
                $"-n {Name} addr add {InsideForClients}/24 dev clients",
                $"-n {Name} link set lo up",
                $"-n {Name} link set silos up",
                $"-n {Name} link set clients up",
            ])
        {
            Run(step);
        }

        return new OwnNetwork();
    }

    /// <summary>Pulls the cable to the other silos.</summary>
    public static void Cut() => Run($"link set {Name}c down");

    /// <summary>Puts it back.</summary>
    public static void Mend() => Run($"link set {Name}c up");

    /// <inheritdoc/>
    public void Dispose()
    {
        Try("ip", "netns", "del", Name);
        Try("ip", "link", "del", $"{Name}b");
    }

    private static void Run(string arguments)
    {
        if (!Try("ip", arguments.Split(' ')))
        {
            throw new InvalidOperationException($"'ip {arguments}' failed.");
        }
    }

    private static bool Try(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
