using OrleansCommerce.Integration.Webhooks;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Privacy;
using OrleansCommerce.Silo.Configuration;
using OrleansCommerce.Views;

namespace OrleansCommerce.Silo.Storage;

/// <summary>The journal, and the read models beside it in its database.</summary>
internal static class StorageExtensions
{
    private const string ConnectionStringKey = "ConnectionStrings:Journal";
    private const string DefaultConnectionString = "Data Source=data/orleanscommerce.db";

    /// <summary>Adds the journal, and the step of the start that creates or upgrades its tables.</summary>
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.Text(ConnectionStringKey) ?? DefaultConnectionString;
        try
        {
            builder.Services.AddJournal(connectionString, builder.Configuration.GetSection("Journal").Bind);
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException)
        {
            throw new SettingException(wrong.Message, wrong);
        }

        builder.Services.AddSingleton<IPersonalDataStore, PersonalDataStore>();
        builder.Services.AddSingleton<ISchema, StorageSchema>();
        builder.Services.AddHostedService<SchemaMigration>();
    }

    /// <summary>The journal's tables, and those of the views and the webhooks beside it.</summary>
    private sealed class StorageSchema(IDatabase database) : ISchema
    {
        public async Task MigrateAsync(CancellationToken cancellationToken)
        {
            await JournalSchema.MigrateAsync(database, cancellationToken);
            await ViewSchema.MigrateAsync(database, cancellationToken);
            await WebhookSchema.MigrateAsync(database, cancellationToken);
        }
    }
}
