// Uses the server at URL through graphql-ws, all operations on one socket.
// Prints one line of JSON: what was received, and what should have been.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { followStock, locationId, receiveOne, sku } from './shop.mjs';

const [url] = process.argv.slice(2);

let sawHeartbeat;
const heartbeat = new Promise((resolve) => (sawHeartbeat = resolve));
class Socket extends WebSocket {
  constructor(...address) {
    super(...address);
    this.on('ping', () => sawHeartbeat(true));
  }
}

const client = createClient({ url: url.replace(/^http/, 'ws'), webSocketImpl: Socket, retryAttempts: 0, lazy: false });

async function one(query, variables) {
  const results = [];
  try {
    for await (const result of client.iterate({ query, variables })) results.push(result);
  } catch (errors) {
    return { failed: errors };
  }
  return results;
}

// Messages are taken in their order: the subscription is in place when a later query is answered, or soon after.
// So units are received until the first event comes, and each event from then on must be there.
const changes = client.iterate({ query: followStock, variables: { sku, at: locationId } });
const first = changes.next();
await one('{ __typename }');
const expected = [];
let started = false;
first.then(() => (started = true));
do expected.push(await receiveOne(url, `ws-${expected.length}`));
while (!started);
for (let i = 0; i < 3; i++) expected.push(await receiveOne(url, `ws-${expected.length}`));
const last = expected.at(-1);
const received = [];
for (let next = await first; ; next = await changes.next()) {
  received.push(next.value.data.stockChanged.onHand);
  if (received.at(-1) === last) break;
}
await changes.return();

console.log(JSON.stringify({
  expected: expected.slice(-received.length),
  received,
  query: await one('{ __typename }'),
  refused: await one(followStock, { sku: 'no-such-sku' }),
  invalid: await one('subscription { nothing }'),
  mutation: await one('mutation { receiveStock(input: { operationId: "ws-m", sku: "SCK-WOOL", locationId: "warehouse", quantity: 1 }) { errors { __typename } } }'),
  heartbeat: await heartbeat,
}));
client.dispose();
