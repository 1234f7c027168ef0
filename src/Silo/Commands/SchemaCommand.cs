using HotChocolate.Execution;
using OrleansCommerce.GraphQL;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.Silo.Engine;

namespace OrleansCommerce.Silo.Commands;

/// <summary><c>schema [FILE]</c>: prints the API's schema into the file that the repository keeps.</summary>
public static class SchemaCommand
{
    /// <summary>What it is called on the command line.</summary>
    public const string Name = "schema";

    private const string DefaultFile = "src/GraphQL/schema.graphql";

    /// <summary>Writes the schema; needs no database.</summary>
    public static async Task<int> RunAsync(string[] options)
    {
        var file = options.Length > 0 ? options[0] : DefaultFile;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is not { } folder || !Directory.Exists(folder))
        {
            await Console.Error.WriteLineAsync($"There is no folder for '{file}'; run the command in the repository's root, or name a file.");
            return 1;
        }

        await File.WriteAllTextAsync(file, await PrintAsync());
        await Console.Out.WriteLineAsync($"Wrote {file}.");
        return 0;
    }

    /// <summary>The schema, as this build of the API has it.</summary>
    public static async Task<string> PrintAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IFaultClassifier, EngineFaults>();
        services.AddCommerceGraphQL().AddSchemaRules();
        await using var provider = services.BuildServiceProvider();
        var executor = await provider.GetRequiredService<IRequestExecutorProvider>().GetExecutorAsync();
        return executor.Schema.ToString()!.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }
}
