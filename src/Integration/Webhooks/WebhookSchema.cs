using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>The tables of webhooks. Unlike those of the views they are no copy of anything: a backup has them.</summary>
public static class WebhookSchema
{
    private const string Module = "webhooks";

    /// <summary>Creates or upgrades them; several processes may at once.</summary>
    /// <exception cref="SchemaException">The database was written by a newer version of this software.</exception>
    public static Task MigrateAsync(IDatabase database, CancellationToken cancellationToken = default) =>
        database.MigrateAsync(
            Module,
            [
                new Migration(
                    1,
                    "subscriptions, retries, dead letters, attempts, lease",
                    First("text", "blob", "integer primary key"),
                    First("text collate \"C\"", "bytea", "bigint generated always as identity primary key")),
            ],
            cancellationToken);

    private static string First(string text, string bytes, string number) =>
        $"""
        create table webhook_subscriptions (
            id                {text}  not null primary key,
            url               {text}  not null,
            types             {text}  not null,
            description       {text}  not null,
            disabled_reason   {text},
            created_at        bigint  not null,
            created_by        {text}  not null,
            created_operation {text}  not null unique,
            created_input     {text}  not null,
            rotated_operation {text},
            secret            {bytes} not null,
            old_secret        {bytes},
            old_secret_until  bigint,
            failing_since     bigint,
            xid               bigint  not null,
            seq               bigint  not null
        );
        create table webhook_retries (
            subscription_id {text}  not null,
            stream          {text}  not null,
            version         bigint  not null,
            event_id        {text}  not null,
            type            {text}  not null,
            attempts        bigint  not null,
            due             bigint  not null,
            primary key (subscription_id, stream, version)
        );
        create table webhook_dead_letters (
            number          {number},
            subscription_id {text}  not null,
            stream          {text}  not null,
            version         bigint  not null,
            event_id        {text}  not null,
            type            {text}  not null,
            attempts        bigint  not null,
            at              bigint  not null,
            status          bigint,
            error           {text},
            unique (subscription_id, stream, version)
        );
        create table webhook_attempts (
            number          {number},
            subscription_id {text}  not null,
            stream          {text}  not null,
            event_id        {text}  not null,
            type            {text}  not null,
            attempt         bigint  not null,
            at              bigint  not null,
            duration_ms     bigint  not null,
            outcome         {text}  not null,
            status          bigint,
            error           {text}
        );
        create index webhook_attempts_newest on webhook_attempts (subscription_id, number);
        create table webhook_lease (
            name  {text} not null primary key,
            owner {text} not null,
            beat  bigint not null
        );
        insert into webhook_lease (name, owner, beat) values ('delivery', '', 0);
        """;
}
