using System.Text.Json.Nodes;

namespace OrleansCommerce.GraphQLOracle;

/// <summary>How far a request came.</summary>
internal enum Stage
{
    /// <summary>The document is not GraphQL.</summary>
    Syntax,

    /// <summary>The document breaks rules.</summary>
    Validation,

    /// <summary>The operation or the variables are wrong.</summary>
    Request,

    /// <summary>It was executed; fields may have failed.</summary>
    Executed,

    /// <summary>The implementation itself failed.</summary>
    Fault,
}

/// <summary>What an implementation made of a case.</summary>
/// <param name="Stage">How far it came.</param>
/// <param name="Rules">The rules that are broken, sorted, by their names in the reference implementation.</param>
/// <param name="Results">One for a query or mutation, one for each event of a subscription; each with its data and the places of its errors.</param>
/// <param name="Message">Says more, for people.</param>
internal sealed record Outcome(Stage Stage, IReadOnlyList<string> Rules, JsonArray Results, string? Message)
{
    /// <summary>What differs from another outcome; null for nothing.</summary>
    public string? DifferenceTo(Outcome other, bool ordersTypes)
    {
        if (Stage != other.Stage)
        {
            return $"{Stage} ({Detail}) against {other.Stage} ({other.Detail})";
        }

        if (!Rules.SequenceEqual(other.Rules, StringComparer.Ordinal))
        {
            return $"rules {string.Join(' ', Rules)} against {string.Join(' ', other.Rules)}";
        }

        var mine = Canonical.Text(Results, ordersTypes);
        var others = Canonical.Text(other.Results, ordersTypes);
        return mine == others ? null : $"\n  {mine}\nagainst\n  {others}";
    }

    private string Detail => Stage == Stage.Validation ? string.Join(' ', Rules) : Message ?? Canonical.Text(Results, ordersTypes: false);
}
