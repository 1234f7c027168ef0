namespace OrleansCommerce.Journal.Storage;

/// <summary>The journal's own tables. An applied migration never changes.</summary>
internal static class JournalMigrations
{
    /// <summary>The name of the set.</summary>
    public const string Module = "journal";

    /// <summary>All steps, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        new(
            1,
            "events and snapshots",
            Sqlite: """
                create table journal_events (
                    position integer primary key,
                    stream   text    not null,
                    version  integer not null,
                    type     text    not null,
                    payload  blob    not null,
                    metadata blob,
                    at       integer not null,
                    unique (stream, version)
                );
                create table journal_snapshots (
                    stream  text    not null primary key,
                    version integer not null,
                    format  integer not null,
                    payload blob    not null
                ) without rowid;
                """,
            Postgres: """
                create table journal_events (
                    xid      xid8        not null default pg_current_xact_id(),
                    version  bigint      not null,
                    at       timestamptz not null,
                    batch    uuid        not null,
                    seq      integer     not null,
                    stream   text        collate "C" not null,
                    type     text        collate "C" not null,
                    payload  bytea       not null,
                    metadata bytea,
                    primary key (stream, version)
                );
                create index journal_events_feed on journal_events (xid, seq);
                create table journal_snapshots (
                    stream  text    collate "C" primary key,
                    version bigint  not null,
                    format  integer not null,
                    payload bytea   not null
                );
                """),
        new(
            2,
            "personal data",
            Sqlite: """
                create table personal_data (
                    id      text not null primary key,
                    subject text not null,
                    json    text not null
                );
                create index personal_data_subject on personal_data (subject);
                """,
            Postgres: """
                create table personal_data (
                    id      text collate "C" primary key,
                    subject text collate "C" not null,
                    json    text not null
                );
                create index personal_data_subject on personal_data (subject);
                """),
        new(
            3,
            "installation secrets",
            Sqlite: """
                create table installation_secrets (
                    name   text not null primary key,
                    secret blob not null
                );
                """,
            Postgres: """
                create table installation_secrets (
                    name   text collate "C" primary key,
                    secret bytea not null
                );
                """),
        new(
            4,
            "snapshots are not compressed",
            Sqlite: "select 1;",
            // The server's compression costs more processor time than a snapshot's whole write; a newer snapshot soon replaces it.
            Postgres: "alter table journal_snapshots alter column payload set storage external;"),
    ];
}
