namespace OrleansCommerce.Faults.Tests;

/// <summary>
/// How long faults last: as short as they still say something, so that a build can run them all, or as long as they do in life when
/// the environment has <c>FAULTS=full</c>.
/// </summary>
internal static class FaultLength
{
    /// <summary>Whether they are long.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("FAULTS") == "full";

    /// <summary>A number that depends on it.</summary>
    public static int Of(int brief, int full) => IsFull ? full : brief;

    /// <summary>The rest of a fault's time; nothing when it is short.</summary>
    public static Task RestAsync(TimeSpan full) => IsFull ? Task.Delay(full) : Task.CompletedTask;
}
