using System.Data.Common;

namespace OrleansCommerce.Journal.Storage;

/// <summary>Parameters of commands that both databases understand.</summary>
internal static class CommandParameters
{
    /// <summary>Adds a parameter, which the SQL names <c>@name</c>.</summary>
    public static void Add(this DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
