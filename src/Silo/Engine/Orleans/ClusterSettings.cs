using System.Net;
using System.Net.Sockets;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo.Engine;

/// <summary>Where this silo stands in its cluster.</summary>
/// <param name="Database">PostgreSQL, where the silos of the cluster find each other; null for one silo on this machine alone.</param>
/// <param name="ClusterId">Silos with the same id in the same database are one cluster.</param>
/// <param name="Address">Where the other silos reach this one; null for the first address of the machine's name.</param>
/// <param name="SiloPort">Where the other silos reach this one, 1 to 65535.</param>
/// <param name="GatewayPort">Where front ends reach it; 0 for nowhere.</param>
/// <param name="IsFrontEnd">Whether this process has no grains, and asks those of the cluster.</param>
internal sealed record ClusterSettings(
    string? Database, string ClusterId, IPAddress? Address, int SiloPort, int GatewayPort, bool IsFrontEnd)
{
    /// <summary>The value of the setting <c>Cluster:Role</c> for a process with grains.</summary>
    public const string SiloRole = "Silo";

    /// <summary>The value of the setting <c>Cluster:Role</c> for a process without grains.</summary>
    public const string FrontEndRole = "FrontEnd";

    private const string DatabaseKey = "ConnectionStrings:Cluster";
    private const string JournalKey = "ConnectionStrings:Journal";
    private const string ClusterIdKey = "Cluster:Id";
    private const string AddressKey = "Cluster:Address";
    private const string SiloPortKey = "Cluster:SiloPort";
    private const string GatewayPortKey = "Cluster:GatewayPort";
    private const string RoleKey = "Cluster:Role";
    private const string DefaultClusterId = "orleanscommerce";
    private const int DefaultSiloPort = 11111;

    /// <summary>From the settings. A silo alone takes a port that is free; nobody has to find it.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static ClusterSettings Of(IConfiguration configuration)
    {
        var isFrontEnd = IsFrontEndOf(configuration);
        var database = configuration.Text(DatabaseKey);
        if (database is null)
        {
            return isFrontEnd
                ? throw new SettingException($"The setting {DatabaseKey} is missing; with {RoleKey} '{FrontEndRole}' it must say where the cluster is.")
                : new(Database: null, DefaultClusterId, IPAddress.Loopback, Port(configuration, SiloPortKey, otherwise: 0), GatewayPort: 0, isFrontEnd);
        }

        if (!IsPostgres(database))
        {
            throw new SettingException($"The setting {DatabaseKey} must be 'Host=<server>;…' for PostgreSQL: a cluster's silos find each other there.");
        }

        if (!IsPostgres(configuration.Text(JournalKey)))
        {
            throw new SettingException($"The setting {JournalKey} must be 'Host=<server>;…' for PostgreSQL when {DatabaseKey} is set: silos share one journal.");
        }

        return new(
            database,
            configuration.Text(ClusterIdKey) ?? DefaultClusterId,
            AddressOf(configuration),
            Port(configuration, SiloPortKey, DefaultSiloPort),
            Port(configuration, GatewayPortKey, otherwise: -1),
            isFrontEnd);
    }

    private static bool IsFrontEndOf(IConfiguration configuration) => configuration.Text(RoleKey) switch
    {
        null or SiloRole => false,
        FrontEndRole => true,
        var other => throw new SettingException($"The setting {RoleKey} is '{other}'; it must be '{SiloRole}' or '{FrontEndRole}'."),
    };

    private static bool IsPostgres(string? connectionString)
    {
        try
        {
            return JournalRegistration.KindOf(connectionString) == DatabaseKind.Postgres;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static IPAddress? AddressOf(IConfiguration configuration)
    {
        if (configuration.Text(AddressKey) is not { } text)
        {
            return null;
        }

        return IPAddress.TryParse(text, out var address)
            ? address
            : throw new SettingException($"The setting {AddressKey} is '{text}'; it must be an IP address.");
    }

    /// <summary>The port of a setting; one that is free when the setting is 0, none when <paramref name="otherwise"/> is negative and there is no setting.</summary>
    private static int Port(IConfiguration configuration, string key, int otherwise)
    {
        var text = configuration.Text(key);
        var port = text is null ? otherwise : int.TryParse(text, out var given) && given is >= 0 and <= IPEndPoint.MaxPort
            ? given
            : throw new SettingException($"The setting {key} is '{text}'; it must be a port from 1 to {IPEndPoint.MaxPort}, or 0 for any that is free.");
        return port switch
        {
            0 => Free(),
            < 0 => 0,
            _ => port,
        };
    }

    private static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
