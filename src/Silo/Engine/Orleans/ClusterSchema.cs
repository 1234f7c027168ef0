using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Silo.Engine;

/// <summary>
/// The tables by which silos find each other, and keep reminders and the subscriptions of streams. Orleans asks the table <c>OrleansQuery</c> for its statements by
/// their keys, and knows nothing of the tables behind them. An applied migration never changes.
/// </summary>
internal static class ClusterSchema
{
    private const string Module = "cluster";

    private static readonly Migration[] All =
    [
        new(1, "members and reminders", Sqlite: string.Empty, Postgres: Tables + ClusterStatements.Members + ClusterStatements.Reminders),
        new(2, "subscriptions", Sqlite: string.Empty, Postgres: Subscriptions + ClusterStatements.States),
    ];

    private const string Subscriptions =
        """
        create table grain_states (
            service_id text        not null,
            grain_type text        not null,
            grain_n0   bigint      not null,
            grain_n1   bigint      not null,
            grain_key  text        not null,
            state      bytea,
            version    integer     not null,
            changed_at timestamptz not null default now(),
            primary key (service_id, grain_type, grain_n0, grain_n1, grain_key)
        );

        """;

    private const string Tables =
        """
        create table OrleansQuery (
            QueryKey  text primary key,
            QueryText text not null
        );
        create table cluster_versions (
            cluster_id text primary key,
            version    integer     not null default 0,
            changed_at timestamptz not null default now()
        );
        create table cluster_members (
            cluster_id    text        not null references cluster_versions on delete cascade,
            address       text        not null,
            port          integer     not null,
            generation    integer     not null,
            silo_name     text        not null,
            host_name     text        not null,
            status        integer     not null,
            gateway_port  integer     not null,
            suspicions    text,
            started_at    timestamptz not null,
            alive_at      timestamptz not null,
            primary key (cluster_id, address, port, generation)
        );
        create table grain_reminders (
            service_id text        not null,
            grain_id   text        not null,
            name       text        not null,
            start_at   timestamptz not null,
            period     bigint      not null,
            hash       integer     not null,
            version    integer     not null,
            primary key (service_id, grain_id, name)
        );
        create index grain_reminders_hash on grain_reminders (service_id, hash);

        """;

    /// <summary>Creates what is missing; safe when several silos start at once.</summary>
    public static Task MigrateAsync(IDatabase database, CancellationToken cancellationToken = default) =>
        database.MigrateAsync(Module, All, cancellationToken);
}
