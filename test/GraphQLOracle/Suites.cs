using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansCommerce.GraphQLOracle;

/// <summary>The written documents, by name.</summary>
internal static class Suites
{
    private static readonly Lazy<Dictionary<string, Case>> All = new(Read);

    public static string OddSdl { get; } = File.ReadAllText(Place("Schemas", "odd.graphql"));

    public static string ShopSdl { get; } = File.ReadAllText(Place("Schemas", "shop.graphql"));

    public static string QuerySdl { get; } = File.ReadAllText(Place("Schemas", "query.graphql"));

    public static IReadOnlyDictionary<string, Case> Written => All.Value;

    private static Dictionary<string, Case> Read()
    {
        var odd = JsonNode.Parse(File.ReadAllText(Place("Schemas", "odd.json")))!.AsObject();
        var cases = new Dictionary<string, Case>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(Place("Documents"), "*.graphql").Order(StringComparer.Ordinal))
        {
            var file = Path.GetFileNameWithoutExtension(path);
            var (sdl, data) = file switch
            {
                "shop" => (ShopSdl, null),
                "query" => (QuerySdl, null),
                _ => (OddSdl, odd),
            };
            foreach (var (name, written) in DocumentFile.Read(path, sdl, data))
            {
                cases.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: {name}"), written);
            }
        }

        return cases;
    }

    private static string Place(params string[] parts) => Path.Combine([AppContext.BaseDirectory, .. parts]);
}
