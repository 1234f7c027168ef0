using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo;

/// <summary>The settings <c>GraphQL:Limits:*</c>: one for each limit of the server, under its name there.</summary>
internal static class LimitSettings
{
    private const string Section = "GraphQL:Limits";
    private const string ExecutionSecondsName = "ExecutionSeconds";
    private const int ExecutionSecondsDefault = 30;
    private const int ExecutionSecondsMax = 600;

    /// <summary>Limits that may be 0, which turns off what they limit.</summary>
    private static readonly string[] MayBeZero = [nameof(GraphQLLimits.MaxBatchSize)];

    /// <summary>Sets the limits that settings name.</summary>
    /// <exception cref="SettingException">A setting is no count, or there is no such limit.</exception>
    public static void Apply(IConfiguration configuration, GraphQLLimits limits)
    {
        var known = typeof(GraphQLLimits).GetProperties();
        foreach (var given in configuration.GetSection(Section).GetChildren())
        {
            if (!known.Any(limit => Is(limit.Name)) && !Is(ExecutionSecondsName))
            {
                throw new SettingException(
                    $"There is no setting {Section}:{given.Key}; the limits are {string.Join(", ", known.Select(limit => limit.Name))}, {ExecutionSecondsName}.");
            }

            bool Is(string name) => string.Equals(given.Key, name, StringComparison.OrdinalIgnoreCase);
        }

        foreach (var limit in known)
        {
            var least = MayBeZero.Contains(limit.Name, StringComparer.Ordinal) ? 0 : 1;
            limit.SetValue(limits, configuration.Count($"{Section}:{limit.Name}", (int)limit.GetValue(limits)!, least));
        }
    }

    /// <summary>How long a query or mutation may take.</summary>
    public static TimeSpan ExecutionTime(IConfiguration configuration) => TimeSpan.FromSeconds(
        configuration.Count($"{Section}:{ExecutionSecondsName}", ExecutionSecondsDefault, 1, ExecutionSecondsMax));
}
