// Reserves, orders and reads. Usage: node dist/main.js http://127.0.0.1:5080/graphql [TOKEN]
import { randomUUID } from 'node:crypto';
import { Client, required } from './client.js';
import {
  AddCartLineDocument,
  CreateCartDocument,
  PayOrderDocument,
  PlaceOrderDocument,
  ReadOrderDocument,
  ReadProductDocument,
  ReleaseReservationDocument,
  ReserveStockDocument,
} from './generated.js';

const sku = 'BAG-DAY-20';
const locationId = 'store-london';
const client = new Client(process.argv[2] ?? 'http://127.0.0.1:5080/graphql', process.argv[3]);

const { product } = await client.send(ReadProductDocument, { sku });
if (product === null) {
  throw new Error(`${sku} is not registered; start the host with its sample.`);
}

console.log(`${product.name} costs ${product.price.amount.toFixed(2)} ${product.price.currency}, and is at ${product.availability.length} places.`);

// The reservation's id is the caller's own, and is its idempotency key: sent again, it gets the first answer again.
const reservationId = randomUUID();
const held = (await client.send(ReserveStockDocument, { input: { reservationId, sku, locationId, quantity: 2, channel: 'WEB' } })).reserveStock;
const reservation = required(held.reservation, held.errors);
console.log(`Held ${reservation.quantity} in ${locationId}: ${reservation.status}.`);

const tooMany = await client.send(ReserveStockDocument, {
  input: { reservationId: randomUUID(), sku, locationId, quantity: 1_000, channel: 'WEB' },
});
for (const error of tooMany.reserveStock.errors ?? []) {
  console.log(error.__typename === 'OutOfStockError' ? `Refused: ${error.requested} asked, ${error.available} available.` : error.message);
}

const released = (await client.send(ReleaseReservationDocument, { input: { reservationId, sku, locationId } })).releaseReservation;
console.log(`Gave them back: ${required(released.reservation, released.errors).status}.`);

const created = (await client.send(CreateCartDocument, { input: { operationId: randomUUID(), channel: 'WEB', currency: product.price.currency } }))
  .createCart;
const cartId = required(created.cart, created.errors).id;
const added = (await client.send(AddCartLineDocument, { input: { operationId: randomUUID(), cartId, sku, quantity: 1, channel: 'WEB' } }))
  .addCartLine;
const { total } = required(added.cart, added.errors);
console.log(`The cart comes to ${total.amount.toFixed(2)} ${total.currency}.`);

const placed = (
  await client.send(PlaceOrderDocument, {
    input: { operationId: randomUUID(), cartId, channel: 'WEB', delivery: { method: 'LOCKER_PICKUP', locationId: 'locker-london' } },
  })
).placeOrder;
const orderId = required(placed.order, placed.errors).id;
const payment = (await client.send(PayOrderDocument, { input: { operationId: randomUUID(), orderId, paymentToken: 'tok_approve' } })).payOrder;
const { paid } = required(payment.order, payment.errors);
console.log(`Paid ${paid.amount.toFixed(2)} ${paid.currency}.`);

const { order } = await client.send(ReadOrderDocument, { id: orderId });
if (order === null) {
  throw new Error('The order is not there.');
}

const parcels = order.fulfillments.map((parcel) => `${parcel.status} at ${parcel.location.id}`).join(', ');
console.log(`Order ${order.number} is ${order.status}: ${order.lines.map((line) => `${line.quantity} of ${line.sku}`).join(', ')}; ${parcels}.`);
