using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views;

/// <summary>Where the two languages differ.</summary>
internal static class SqlText
{
    /// <summary>Text columns that sort by bytes on both databases, so that cursors mean the same.</summary>
    public static string Of(DatabaseKind kind) => kind == DatabaseKind.Sqlite ? "text" : "text collate \"C\"";

    /// <summary>The function that says where a text is in another, from 1; 0 when it is not. No pattern is involved, so no character is special.</summary>
    public static string Find(DatabaseKind kind) => kind == DatabaseKind.Sqlite ? "instr" : "strpos";
}
