using System.Globalization;

namespace OrleansCommerce.Silo.Configuration;

/// <summary>Reads settings, and refuses those that cannot be right.</summary>
internal static class Settings
{
    /// <summary>A setting that is true or false.</summary>
    public static bool Flag(this IConfiguration configuration, string key, bool otherwise)
    {
        if (configuration[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        return bool.TryParse(text, out var value)
            ? value
            : throw new SettingException($"The setting {key} is '{text}'; it must be true or false.");
    }

    /// <summary>A setting that is a whole number.</summary>
    public static int Count(this IConfiguration configuration, string key, int otherwise, int least, int most = int.MaxValue)
    {
        if (configuration[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        var range = most == int.MaxValue ? $"of {least} or more" : $"from {least} to {most}";
        throw new SettingException($"The setting {key} is '{text}'; it must be a whole number {range}.");
    }

    /// <summary>Refuses a section in which something is set that is no setting of it.</summary>
    /// <param name="configuration">Where the settings are.</param>
    /// <param name="section">Its path.</param>
    /// <param name="known">The names in it, in any letters.</param>
    /// <param name="whose">What has them, for a sentence.</param>
    public static void RefuseUnknown(this IConfiguration configuration, string section, IReadOnlyCollection<string> known, string whose)
    {
        if (configuration.GetSection(section).GetChildren().FirstOrDefault(setting => !known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new SettingException($"There is no setting {unknown.Path}; {whose} has {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
        }
    }

    /// <summary>A setting's text; null when it is absent or empty.</summary>
    public static string? Text(this IConfiguration configuration, string key) =>
        configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
