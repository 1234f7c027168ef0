using System.Globalization;
using System.Text.RegularExpressions;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// Order numbers: <c>yyMM-NNNNNN-C</c>, month, running number, check digit. The check digit is that of H. Michael Damm
/// (<i>Total anti-symmetrische Quasigruppen</i>, Marburg 2004): it finds every single wrong digit and every swap of two
/// neighbours. Luhn's misses the swap of 09 and 90, and ISO 7064 MOD 11,10 misses some swaps too.
/// </summary>
public static partial class OrderNumber
{
    /// <summary>How many numbers are reserved with one commit; a crash loses what is left of them.</summary>
    public const int BlockSize = 100;

    // Damm's totally anti-symmetric quasigroup of order 10: row by the digits so far, column by the next digit.
    private static readonly string[] Quasigroup =
    [
        "0317598642",
        "7092154863",
        "4206871359",
        "1750983426",
        "6123045978",
        "3674209581",
        "5869720134",
        "8945362017",
        "9438617205",
        "2581436790",
    ];

    /// <summary>How the durable names map to the events.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>The key of the grain that draws the numbers of a time's month.</summary>
    public static string MonthOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyMM", CultureInfo.InvariantCulture);

    /// <summary>The number as people read it out.</summary>
    /// <param name="month">Four digits.</param>
    /// <param name="sequence">1 for the month's first; seven digits when a month has more than 999,999 orders.</param>
    public static string Format(string month, long sequence)
    {
        var running = sequence.ToString("D6", CultureInfo.InvariantCulture);
        return $"{month}-{running}-{CheckDigit(month + running)}";
    }

    /// <summary>Whether it has the form of an order number, and its check digit is right.</summary>
    public static bool IsValid(string number) =>
        Form().IsMatch(number) && CheckDigit(number.Replace("-", string.Empty, StringComparison.Ordinal)) == 0;

    /// <summary>Reserves the next block.</summary>
    public static Decision<Event> DecideReserve(State state) => new Event.BlockReserved(state.UpTo + BlockSize);

    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened) => happened switch
    {
        Event.BlockReserved e => new State(state.Version + 1, e.UpTo),
        _ => throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
    };

    private static int CheckDigit(string digits) =>
        digits.Aggregate(0, (row, digit) => Quasigroup[row][digit - '0'] - '0');

    [GeneratedRegex("^[0-9]{4}-[0-9]{6,18}-[0-9]$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Form();

    /// <summary>What happened to a month's numbers.</summary>
    public abstract record Event
    {
        private Event()
        {
        }

        /// <summary>Numbers up to this one may be in use.</summary>
        [Alias("order-numbers.block-reserved")]
        public sealed record BlockReserved(long UpTo) : Event;
    }

    /// <summary>The numbers of a month.</summary>
    /// <param name="Version">Events folded in.</param>
    /// <param name="UpTo">The last number that may be in use.</param>
    public sealed record State(long Version, long UpTo) : IAggregateState
    {
        /// <summary>None is in use.</summary>
        public static State Initial { get; } = new(0, 0);
    }
}
