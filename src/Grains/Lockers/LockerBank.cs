using System.Collections.Immutable;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Grains.Lockers;

/// <summary>
/// The rules of a locker bank: a parcel gets the smallest compartment that fits, a code opens it until its deadline, and its
/// order hears of both. Pure: what is known of orders and codes is passed in.
/// </summary>
public static partial class LockerBank
{
    /// <summary>The most compartments: the largest banks in the field have some three hundred.</summary>
    public const int CompartmentsMax = 500;

    /// <summary>The longest compartment id, in characters: it is printed on the door.</summary>
    public const int CompartmentIdLengthMax = 20;

    /// <summary>Wrong codes that lock a bank out. With six digits and a full bank, five guesses find a parcel once in 400 times.</summary>
    public const int WrongCodesMax = 5;

    /// <summary>The refused codes that are remembered for their repeats: those of a day and more, at five in a quarter of an hour.</summary>
    public const int RefusalsMin = 500;

    /// <summary>The codes that are tried before a deposit is given up: of a million, at most 500 are taken.</summary>
    public const int CodeAttemptsMax = 32;

    /// <summary>How long a parcel waits. Three days is the carriers' custom: InPost UK gives 72 hours, Amazon three days.</summary>
    public static TimeSpan PickupTime { get; } = TimeSpan.FromDays(3);

    /// <summary>How long a wrong code counts.</summary>
    public static TimeSpan WrongCodesWindow { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a bank takes no codes after too many wrong ones.</summary>
    public static TimeSpan LockoutTime { get; } = TimeSpan.FromMinutes(15);

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
