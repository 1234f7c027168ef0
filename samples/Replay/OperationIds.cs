namespace OrleansCommerce.Replay;

/// <summary>
/// Ids that are the same whenever the same file is replayed in the same run, so that a replay which was cut off goes on
/// where it stopped: what was done before is answered again, and done once.
/// </summary>
/// <param name="Run">Tells replays on one server apart; the file's hash unless given.</param>
internal sealed record OperationIds(string Run)
{
    public string Receipt(int number) => $"{Run}-receipt-{number}";

    public string Buffer(int number) => $"{Run}-buffer-{number}";

    /// <summary>Of what is done once with a till or a locker bank, such as opening it.</summary>
    public string Of(string step, string place) => $"{Run}-{step}-{place}";

    /// <summary>Of a line; an invoice number may stand for two customers, a line of the file cannot.</summary>
    public string Line(Invoice invoice, InvoiceLine line) => $"{Run}-{invoice.Number}-{line.Number}";

    /// <summary>Of a step of an invoice, told apart by the invoice's first line.</summary>
    public string Step(Invoice invoice, string step) => $"{Run}-{invoice.Number}-{invoice.Lines[0].Number}-{step}";
}
