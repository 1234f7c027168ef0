// Holds COUNT idle subscriptions open at URL, over event streams (a connection each) or sockets (HOW = sse | ws, PER on each socket).
// Prints one line of JSON when all are in place, and ends when its standard input does.
import http from 'node:http';
import WebSocket from 'ws';
import { followStock, locationId, sku } from './shop.mjs';

const [url, how, count, per] = [process.argv[2], process.argv[3], Number(process.argv[4]), Number(process.argv[5] ?? 1)];
const payload = { query: followStock, variables: { sku, at: locationId } };
const agent = new http.Agent({ maxSockets: Infinity });

/** Resolves when the answer's head has come: the subscription is in place. */
const stream = () => new Promise((resolve, reject) => {
  const request = http.request(url, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
  }, (response) => {
    response.resume();
    if (response.statusCode === 200) resolve();
    else reject(new Error(`answered ${response.statusCode}`));
  });
  request.on('error', reject);
  request.end(JSON.stringify(payload));
});

/** Resolves when a query that was sent after the subscriptions is answered. */
const socket = () => new Promise((resolve, reject) => {
  const connection = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws');
  const say = (message) => connection.send(JSON.stringify(message));
  connection.on('error', reject);
  connection.on('close', (code, reason) => reject(new Error(`closed ${code} ${reason}`)));
  connection.on('open', () => say({ type: 'connection_init' }));
  connection.on('message', (data) => {
    const message = JSON.parse(data);
    if (message.type === 'connection_ack') {
      for (let i = 0; i < per; i++) say({ id: `${i}`, type: 'subscribe', payload });
      say({ id: 'last', type: 'subscribe', payload: { query: '{ __typename }' } });
    } else if (message.id === 'last' && message.type === 'complete') resolve();
    else if (message.type === 'error') reject(new Error(JSON.stringify(message)));
  });
});

const many = how === 'sse' ? count : count / per;
const batch = 50;
for (let i = 0; i < many; i += batch) {
  await Promise.all(Array.from({ length: Math.min(batch, many - i) }, how === 'sse' ? stream : socket));
}
console.log(JSON.stringify({ open: count }));
process.stdin.on('end', () => process.exit(0)).resume();
