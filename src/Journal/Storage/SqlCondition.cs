namespace OrleansCommerce.Journal.Storage;

/// <summary>Conditions that the two databases write differently.</summary>
public static class SqlCondition
{
    /// <summary>A column's value is in an array: on PostgreSQL an array is a value, on SQLite it is written out.</summary>
    /// <param name="kind">Which database.</param>
    /// <param name="parameter">The array's parameter, without its sign.</param>
    public static string IsOneOf(DatabaseKind kind, string parameter) => kind == DatabaseKind.Sqlite ? $"in @{parameter}" : $"= any(@{parameter})";
}
