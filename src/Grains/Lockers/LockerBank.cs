using System.Collections.Immutable;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Grains.Lockers;

/// <summary>
/// The rules of a locker bank: a parcel gets the smallest compartment that fits, another one when that breaks, a code opens it until
/// its deadline, a courier takes out what was not fetched, and its order hears of it. Pure: what is known of orders and codes is passed in.
/// </summary>
public static partial class LockerBank
{
    /// <summary>The most compartments: the largest banks in the field have some three hundred.</summary>
    public const int CompartmentsMax = 500;

    /// <summary>The longest compartment id, in characters: it is printed on the door.</summary>
    public const int CompartmentIdLengthMax = 20;

    /// <summary>Wrong codes that lock a keypad out, be it the bank's panel or a compartment's own.</summary>
    public const int WrongCodesMax = 5;

    /// <summary>
    /// Wrong codes that lock the whole bank out. With six digits and a full bank of five hundred, twenty guesses find a parcel once in a hundred times.
    /// </summary>
    public const int BankWrongCodesMax = 20;

    /// <summary>The longest reason why a compartment is out of order, in characters.</summary>
    public const int ReasonLengthMax = 200;

    /// <summary>The refused codes that are remembered for their repeats: those of a day and more, at five in a quarter of an hour.</summary>
    public const int RefusalsMin = 500;

    /// <summary>The codes that are tried before a deposit is given up: of a million, at most 500 are taken.</summary>
    public const int CodeAttemptsMax = 32;

    /// <summary>How long a parcel waits. Three days is the carriers' custom: InPost UK gives 72 hours, Amazon three days.</summary>
    public static TimeSpan PickupTime { get; } = TimeSpan.FromDays(3);

    /// <summary>How long a compartment is kept for a parcel that is on its way: a courier's day.</summary>
    public static TimeSpan AssignmentTime { get; } = TimeSpan.FromHours(24);

    /// <summary>How long a wrong code counts at the bank's panel.</summary>
    public static TimeSpan WrongCodesWindow { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the panel takes no codes after too many wrong ones: every customer uses it, so it is not for long.</summary>
    public static TimeSpan LockoutTime { get; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long a wrong code counts at a compartment's own keypad, and for the whole bank. Their lock-outs end when the oldest of
    /// those that count does not any more.
    /// </summary>
    public static TimeSpan GuessWindow { get; } = TimeSpan.FromHours(1);

    /// <summary>How late a device may report what happened while it was offline.</summary>
    public static TimeSpan ReportAgeMax { get; } = TimeSpan.FromDays(30);

    /// <summary>How long a device that is heard again has to tell what happened while it was offline.</summary>
    public static TimeSpan ReportTime { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How far a device's clock may be ahead of ours.</summary>
    public static TimeSpan ClockDifferenceMax { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after a deposit or pickup its order is told again, when the first time was cut off.</summary>
    public static TimeSpan TellAgainAfter { get; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait after an order could not be told by a wake-up.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The compartments of a bank that was never configured, so that it works once its location is registered.</summary>
    public static ImmutableArray<Compartment> DefaultLayout { get; } =
    [
        .. Row("S", CompartmentSize.S, 6),
        .. Row("M", CompartmentSize.M, 4),
        .. Row("L", CompartmentSize.L, 2),
    ];

    private static IEnumerable<Compartment> Row(string prefix, CompartmentSize size, int count) =>
        Enumerable.Range(1, count).Select(number => new Compartment($"{prefix}{number}", size, OutOfOrder: false));
}
