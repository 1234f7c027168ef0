using System.Text.Json;
using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo;

/// <summary>
/// The settings <c>GraphQL:TrustedDocuments*</c>: documents that were reviewed with the clients that send them, in the file that
/// the tools of clients write, a JSON object of documents by their ids.
/// </summary>
internal static class TrustedDocuments
{
    private const string FileKey = "GraphQL:TrustedDocuments";
    private const string OnlyKey = "GraphQL:OnlyTrustedDocuments";
    private const string PersistedKey = "GraphQL:AutomaticPersistedQueries";

    /// <summary>Reads the settings, and the file.</summary>
    /// <exception cref="SettingException">They cannot be right.</exception>
    public static void Apply(IConfiguration configuration, StoredDocumentOptions options)
    {
        var file = configuration.Text(FileKey);
        options.OnlyTrusted = configuration.Flag(OnlyKey, otherwise: false);
        options.AutomaticPersistedQueries = configuration.Flag(PersistedKey, otherwise: true);
        if (file is not null)
        {
            options.Trusted = Read(file);
        }
        else if (options.OnlyTrusted)
        {
            throw new SettingException($"{OnlyKey} is true, but {FileKey} is missing; it must be the file of the documents, such as 'persisted-documents.json'.");
        }
    }

    private static Dictionary<string, string> Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)
                ?? throw new JsonException("It is null.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SettingException(
                $"The setting {FileKey} is '{file}'; it must be a file with a JSON object of documents by their ids. {wrong.Message}", wrong);
        }
    }
}
