namespace OrleansCommerce.Deployment.Tests;

/// <summary>The image's recipe.</summary>
public sealed class ImageRules
{
    private static readonly List<(string Word, string Arguments)> Instructions = Read();

    [Fact]
    public void The_image_is_built_in_one_stage_and_runs_in_another_that_has_no_shell()
    {
        var stages = Instructions.Where(static i => i.Word == "FROM").Select(static i => i.Arguments).ToList();

        Assert.Equal(2, stages.Count);
        Assert.Contains("/sdk:", stages[0], StringComparison.Ordinal);
        Assert.EndsWith("-chiseled-extra", stages[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_runs_as_nobody()
    {
        var user = Assert.Single(Instructions, static i => i.Word == "USER").Arguments;

        Assert.Equal("$APP_UID", user);
        Assert.True(Instructions.FindIndex(static i => i.Word == "USER") < Instructions.FindIndex(static i => i.Word == "ENTRYPOINT"));
    }

    [Fact]
    public void The_image_takes_only_what_the_program_is_built_from()
    {
        var copied = Instructions.Where(static i => i.Word == "COPY" && !i.Arguments.StartsWith("--from", StringComparison.Ordinal))
            .SelectMany(static i => i.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..^1]);

        Assert.All(copied, static path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), $"{path} is not there."));
        Assert.DoesNotContain(".", copied);
    }

    private static List<(string Word, string Arguments)> Read() =>
    [
        .. File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile")).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Select(static line => line.Trim())
            .Where(static line => line.Length > 0 && line[0] != '#')
            .Select(static line => (line.Split(' ')[0], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim())),
    ];
}
