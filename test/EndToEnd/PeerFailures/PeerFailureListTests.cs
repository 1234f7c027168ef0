using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace OrleansCommerce.EndToEnd.Tests.PeerFailures;

/// <summary>README.md beside this file names a test for each report; the tests are there, and carry the reports' numbers.</summary>
public sealed partial class PeerFailureListTests
{
    [Fact]
    public void Each_test_that_the_list_names_is_in_the_sources_and_carries_the_numbers_of_its_row()
    {
        var here = Here();
        var sources = string.Concat(Directory.EnumerateFiles(Path.GetFullPath(Path.Combine(here, "..", "..")), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));
        var rows = Row().Matches(File.ReadAllText(Path.Combine(here, "README.md")));

        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            var test = row.Groups["test"].Value;
            Assert.Contains($" {test}(", sources, StringComparison.Ordinal);
            Assert.All(Number().Matches(row.Groups["reports"].Value), number => Assert.Contains($"_{number.Value}_", test, StringComparison.Ordinal));
        });
        Assert.Empty(Named().Matches(sources).Select(static test => test.Groups["test"].Value).Except(rows.Select(static row => row.Groups["test"].Value)));
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"^\| (?<reports>[^|]+) \| [^|]+ \| `(?<test>\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    /// <summary>A test that is named after a report of one of these projects.</summary>
    [GeneratedRegex(@"public (?:async Task|void) (?<test>(?:Magento|Medusa|Pinelab|Saleor|Shopware|Unchained|Vendure|Virto)_\w+)\(")]
    private static partial Regex Named();
}
