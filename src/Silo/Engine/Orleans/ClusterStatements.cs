namespace OrleansCommerce.Silo.Engine;

/// <summary>
/// What Orleans asks of <see cref="ClusterSchema"/>'s tables: keys, parameters and columns are its, statements are ours. A change of
/// the cluster names the version that it saw, and changes nothing when another silo was faster.
/// </summary>
internal static class ClusterStatements
{
    /// <summary>Statements about the cluster's members. Status 6 is Dead.</summary>
    public const string Members =
        """
        insert into OrleansQuery (QueryKey, QueryText) values
        ('InsertMembershipVersionKey', $sql$
            with made as (
                insert into cluster_versions (cluster_id) values (@DeploymentId) on conflict do nothing returning 1
            )
            select exists (select from made)
        $sql$),
        ('InsertMembershipKey', $sql$
            with turned as (
                update cluster_versions set version = version + 1, changed_at = now()
                where cluster_id = @DeploymentId and version = @Version and not exists (
                    select from cluster_members
                    where cluster_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
                returning cluster_id
            ), joined as (
                insert into cluster_members
                    (cluster_id, address, port, generation, silo_name, host_name, status, gateway_port, started_at, alive_at)
                select cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
                from turned
                returning 1
            )
            select exists (select from joined)
        $sql$),
        ('UpdateMembershipKey', $sql$
            with turned as (
                update cluster_versions set version = version + 1, changed_at = now()
                where cluster_id = @DeploymentId and version = @Version and exists (
                    select from cluster_members
                    where cluster_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
                returning cluster_id
            ), changed as (
                update cluster_members as member
                set status = @Status, suspicions = @SuspectTimes, alive_at = @IAmAliveTime
                from turned
                where member.cluster_id = turned.cluster_id and member.address = @Address and member.port = @Port
                    and member.generation = @Generation
                returning 1
            )
            select exists (select from changed)
        $sql$),
        ('UpdateIAmAlivetimeKey', $sql$
            update cluster_members set alive_at = @IAmAliveTime
            where cluster_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation
        $sql$),
        ('MembershipReadRowKey', $sql$
            select v.version as Version, m.address as Address, m.port as Port, m.generation as Generation, m.silo_name as SiloName,
                m.host_name as HostName, m.status as Status, m.gateway_port as ProxyPort, m.suspicions as SuspectTimes,
                m.started_at as StartTime, m.alive_at as IAmAliveTime
            from cluster_versions v
            left join cluster_members m on m.cluster_id = v.cluster_id and m.address = @Address and m.port = @Port
                and m.generation = @Generation
            where v.cluster_id = @DeploymentId
        $sql$),
        ('MembershipReadAllKey', $sql$
            select v.version as Version, m.address as Address, m.port as Port, m.generation as Generation, m.silo_name as SiloName,
                m.host_name as HostName, m.status as Status, m.gateway_port as ProxyPort, m.suspicions as SuspectTimes,
                m.started_at as StartTime, m.alive_at as IAmAliveTime
            from cluster_versions v
            left join cluster_members m on m.cluster_id = v.cluster_id
            where v.cluster_id = @DeploymentId
        $sql$),
        ('GatewaysQueryKey', $sql$
            select address as Address, gateway_port as ProxyPort, generation as Generation from cluster_members
            where cluster_id = @DeploymentId and status = @Status and gateway_port > 0
        $sql$),
        ('DeleteMembershipTableEntriesKey', $sql$
            delete from cluster_versions where cluster_id = @DeploymentId
        $sql$),
        ('CleanupDefunctSiloEntriesKey', $sql$
            delete from cluster_members where cluster_id = @DeploymentId and status = 6 and alive_at < @IAmAliveTime
        $sql$);

        """;

    /// <summary>Statements about reminders. The ring of hashes wraps around: a range is one piece of it, or two.</summary>
    public const string Reminders =
        """
        insert into OrleansQuery (QueryKey, QueryText) values
        ('UpsertReminderRowKey', $sql$
            insert into grain_reminders as old (service_id, grain_id, name, start_at, period, hash, version)
            values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
            on conflict (service_id, grain_id, name) do update
                set start_at = excluded.start_at, period = excluded.period, hash = excluded.hash, version = old.version + 1
            returning version as Version
        $sql$),
        ('ReadReminderRowKey', $sql$
            select grain_id as GrainId, name as ReminderName, start_at as StartTime, period as Period, version as Version
            from grain_reminders where service_id = @ServiceId and grain_id = @GrainId and name = @ReminderName
        $sql$),
        ('ReadReminderRowsKey', $sql$
            select grain_id as GrainId, name as ReminderName, start_at as StartTime, period as Period, version as Version
            from grain_reminders where service_id = @ServiceId and grain_id = @GrainId
        $sql$),
        ('ReadRangeRows1Key', $sql$
            select grain_id as GrainId, name as ReminderName, start_at as StartTime, period as Period, version as Version
            from grain_reminders where service_id = @ServiceId and hash > @BeginHash and hash <= @EndHash
        $sql$),
        ('ReadRangeRows2Key', $sql$
            select grain_id as GrainId, name as ReminderName, start_at as StartTime, period as Period, version as Version
            from grain_reminders where service_id = @ServiceId and (hash > @BeginHash or hash <= @EndHash)
        $sql$),
        ('DeleteReminderRowKey', $sql$
            with gone as (
                delete from grain_reminders
                where service_id = @ServiceId and grain_id = @GrainId and name = @ReminderName and version = @Version
                returning 1
            )
            select exists (select from gone)
        $sql$),
        ('DeleteReminderRowsKey', $sql$
            delete from grain_reminders where service_id = @ServiceId
        $sql$);

        """;

    /// <summary>
    /// Statements about what grains of Orleans keep: who subscribes to which stream. A writer names the version that it read, none for
    /// the first, and is answered with that version again when another was faster.
    /// </summary>
    public const string States =
        """
        insert into OrleansQuery (QueryKey, QueryText) values
        ('ReadFromStorageKey', $sql$
            select state as PayloadBinary, version as Version from grain_states
            where service_id = @ServiceId and grain_type = @GrainTypeString and grain_n0 = @GrainIdN0 and grain_n1 = @GrainIdN1
                and grain_key = coalesce(@GrainIdExtensionString::text, '')
        $sql$),
        ('WriteToStorageKey', $sql$
            with made as (
                insert into grain_states (service_id, grain_type, grain_n0, grain_n1, grain_key, state, version)
                select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString::text, ''), @PayloadBinary, 1
                where @GrainStateVersion::integer is null
                on conflict do nothing
                returning version
            ), changed as (
                update grain_states set state = @PayloadBinary, version = version + 1, changed_at = now()
                where service_id = @ServiceId and grain_type = @GrainTypeString and grain_n0 = @GrainIdN0 and grain_n1 = @GrainIdN1
                    and grain_key = coalesce(@GrainIdExtensionString::text, '') and version = @GrainStateVersion::integer
                returning version
            )
            select coalesce((select version from made), (select version from changed), @GrainStateVersion::integer) as NewGrainStateVersion
        $sql$),
        ('ClearStorageKey', $sql$
            update grain_states set state = null, version = version + 1, changed_at = now()
            where service_id = @ServiceId and grain_type = @GrainTypeString and grain_n0 = @GrainIdN0 and grain_n1 = @GrainIdN1
                and grain_key = coalesce(@GrainIdExtensionString::text, '') and version = @GrainStateVersion::integer
            returning version as NewGrainStateVersion
        $sql$),
        ('DeleteStorageKey', $sql$
            delete from grain_states
            where service_id = @ServiceId and grain_type = @GrainTypeString and grain_n0 = @GrainIdN0 and grain_n1 = @GrainIdN1
                and grain_key = coalesce(@GrainIdExtensionString::text, '') and version = @GrainStateVersion::integer
            returning version + 1 as NewGrainStateVersion
        $sql$);

        """;
}
