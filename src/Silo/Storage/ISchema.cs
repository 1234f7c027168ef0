namespace OrleansCommerce.Silo.Storage;

/// <summary>The tables of one part of the system.</summary>
internal interface ISchema
{
    /// <summary>Creates or upgrades them; does nothing, and needs no right to, when they are as this software wants them. Several processes may at once.</summary>
    /// <exception cref="Journal.Storage.SchemaException">A newer version of this software wrote them.</exception>
    Task MigrateAsync(CancellationToken cancellationToken);
}
