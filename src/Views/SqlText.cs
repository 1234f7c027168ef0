using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views;

/// <summary>Text columns that sort by bytes on both databases, so that cursors mean the same.</summary>
internal static class SqlText
{
    public static string Of(DatabaseKind kind) => kind == DatabaseKind.Sqlite ? "text" : "text collate \"C\"";
}
