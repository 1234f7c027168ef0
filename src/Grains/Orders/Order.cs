namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// One order, from promise to return: the rules, without I/O, clock or randomness. Commands and answers of others become
/// events (<c>Decide…</c>), events become state (<see cref="Evolve"/>), and the state says what is to be done next
/// (<see cref="NextStep"/>): so an order goes on after a crash at any point.
/// </summary>
public static partial class Order;
