// Uses the server at URL through graphql-sse, one connection for each operation.
// Prints one line of JSON: what was received, and what should have been.
import { createClient } from 'graphql-sse';
import { followStock, locationId, receiveOne, sku } from './shop.mjs';

const [url] = process.argv.slice(2);

let opened;
const client = createClient({
  url,
  singleConnection: false,
  retryAttempts: 0,
  // The answer's head comes when the subscription is in place.
  fetchFn: async (...request) => {
    const response = await fetch(...request);
    opened?.(response.status);
    return response;
  },
});

async function one(query, variables) {
  const results = [];
  try {
    for await (const result of client.iterate({ query, variables })) results.push(result);
  } catch (error) {
    return { failed: error.message ?? String(error) };
  }
  return results;
}

const ready = new Promise((resolve) => (opened = resolve));
const changes = client.iterate({ query: followStock, variables: { sku, at: locationId } });
const first = changes.next();
const status = await ready;
const expected = [];
const received = [];
for (let i = 0; i < 3; i++) expected.push(await receiveOne(url, `sse-${i}`));
received.push((await first).value.data.stockChanged.onHand);
while (received.length < expected.length) received.push((await changes.next()).value.data.stockChanged.onHand);
await changes.return();

console.log(JSON.stringify({
  status,
  expected,
  received,
  query: await one('{ __typename }'),
  refused: await one(followStock, { sku: 'no-such-sku' }),
  invalid: await one('subscription { nothing }'),
}));
client.dispose();
