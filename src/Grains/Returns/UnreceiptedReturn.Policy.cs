using OrleansCommerce.Returns;

namespace OrleansCommerce.Grains.Returns;

public static partial class UnreceiptedReturn
{
    /// <summary>
    /// The first line that the terms of its product, or of its product's category, refuse; null when they refuse none. Nobody knows when the goods
    /// were bought, so the terms are those of today's sales in a shop, and no window is asked.
    /// </summary>
    private static ReturnRefused? PolicyRefusal(AcceptUnreceiptedReturn command, ReturnRules rules, DateTimeOffset now)
    {
        for (var i = 0; i < command.Lines.Length; i++)
        {
            var line = command.Lines[i];
            var terms = rules.TermsOf(line.Sku, Channel.Pos, now);
            if (terms.RefuseFinalSale(line.Reason))
            {
                return new ReturnRefused(ReturnRefusal.FinalSale, $"lines[{i}].sku", $"'{line.Sku}' is sold for good.");
            }

            if (terms.RefuseOpened(i, line.Sku, line.Reason, line.Condition) is { } opened)
            {
                return opened;
            }
        }

        return null;
    }
}
