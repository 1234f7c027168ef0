// Reserves, orders and reads. Usage: dotnet run --project samples/clients/csharp -- http://127.0.0.1:5080/graphql [TOKEN]
using System.Globalization;
using System.Net.Http.Headers;
using OrleansCommerce.Samples.Client;

const string Sku = "BAG-DAY-20";
const string LocationId = "store-london";
using var http = new HttpClient { BaseAddress = new Uri(args.Length > 0 ? args[0] : "http://127.0.0.1:5080/graphql") };
if (args.Length > 1)
{
    http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", args[1]);
}

var client = new ShopClient(http);
var product = (await client.AskAsync("ReadProduct", new { sku = Sku })).Product
    ?? throw new InvalidOperationException($"{Sku} is not registered; start the host with its sample.");
Console.WriteLine($"{product.Name} costs {Print(product.Price)}, and is at {product.Availability.Count} places.");

// The reservation's id is the caller's own, and is its idempotency key: sent again, it gets the first answer again.
var reservationId = NewId();
var held = (await client.ChangeAsync("ReserveStock", Reserve(reservationId, 2))).ReserveStock;
Console.WriteLine($"Held {Required(held.Reservation, held.Errors).Quantity} in {LocationId}: {held.Reservation.Status}.");

var tooMany = (await client.ChangeAsync("ReserveStock", Reserve(NewId(), 1_000))).ReserveStock;
foreach (var error in tooMany.Errors ?? [])
{
    Console.WriteLine(error is Types.OutOfStockError outOfStock
        ? $"Refused: {outOfStock.Requested} asked, {outOfStock.Available} available."
        : error.Message);
}

var release = new Types.ReleaseReservationInput { reservationId = reservationId, sku = Sku, locationId = LocationId };
var released = (await client.ChangeAsync("ReleaseReservation", release)).ReleaseReservation;
Console.WriteLine($"Gave them back: {Required(released.Reservation, released.Errors).Status}.");

var begin = new Types.CreateCartInput { operationId = NewId(), channel = Types.Channel.WEB, currency = product.Price.Currency };
var created = (await client.ChangeAsync("CreateCart", begin)).CreateCart;
var cartId = Required(created.Cart, created.Errors).Id;
var add = new Types.AddCartLineInput { operationId = NewId(), cartId = cartId, sku = Sku, quantity = 1, channel = Types.Channel.WEB };
var added = (await client.ChangeAsync("AddCartLine", add)).AddCartLine;
Console.WriteLine($"The cart comes to {Print(Required(added.Cart, added.Errors).Total)}.");

var place = new Types.PlaceOrderInput
{
    operationId = NewId(),
    cartId = cartId,
    channel = Types.Channel.WEB,
    delivery = new Types.DeliveryInput { method = Types.DeliveryMethod.LOCKER_PICKUP, locationId = "locker-london" },
};
var placed = (await client.ChangeAsync("PlaceOrder", place)).PlaceOrder;
var orderId = Required(placed.Order, placed.Errors).Id;
var pay = new Types.PayOrderInput { operationId = NewId(), orderId = orderId, paymentToken = "tok_approve" };
var payment = (await client.ChangeAsync("PayOrder", pay)).PayOrder;
Console.WriteLine($"Paid {Print(Required(payment.Order, payment.Errors).Paid)}.");

var order = (await client.AskAsync("ReadOrder", new { id = orderId })).Order ?? throw new InvalidOperationException("The order is not there.");
var lines = string.Join(", ", order.Lines.Select(line => $"{line.Quantity} of {line.Sku}"));
var parcels = string.Join(", ", order.Fulfillments.Select(parcel => $"{parcel.Status} at {parcel.Location.Id}"));
Console.WriteLine($"Order {order.Number} is {order.Status}: {lines}; {parcels}.");

static string NewId() => Guid.NewGuid().ToString();

static string Print(Types.Money money) => string.Create(CultureInfo.InvariantCulture, $"{money.Amount:0.00} {money.Currency}");

static Types.ReserveStockInput Reserve(string reservationId, int quantity) => new()
{
    reservationId = reservationId,
    sku = Sku,
    locationId = LocationId,
    quantity = quantity,
    channel = Types.Channel.WEB,
};

static TPart Required<TPart>(TPart? part, IEnumerable<Types.Error>? errors)
    where TPart : class =>
    part ?? throw new InvalidOperationException(string.Join(' ', (errors ?? []).Select(error => $"{error.GetType().Name}: {error.Message}")));
