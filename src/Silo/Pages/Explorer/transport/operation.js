// One operation, over the transport that suits it.

import { readEvents } from './event-stream.js';
import { overWebSocket } from './web-socket.js';

const endpoint = '/graphql';

const encoder = new TextEncoder();

/**
 * Runs an operation. Each answer goes to `onAnswer` as `{text, body, bytes, status}`, the text as the server wrote it; the promise is kept when no more will come.
 * @param request `{query, variables, operationName}`.
 * @param options `{operation, headers, overSocket, signal, onAnswer, onOpen}`.
 */
export async function run(request, { operation, headers, overSocket, signal, onAnswer, onOpen }) {
  if (operation === 'subscription' && overSocket) {
    await overWebSocket(endpoint, request, { headers, signal, onOpen, onAnswer: (text) => onAnswer(answer(text, null)) });
    return;
  }
  const isStream = operation === 'subscription';
  const response = await post(request, headers, isStream ? 'text/event-stream' : 'application/graphql-response+json, application/json;q=0.9', signal);
  if (isStream && response.headers.get('content-type')?.startsWith('text/event-stream')) {
    onOpen();
    for await (const { event, data } of readEvents(response.body)) {
      if (event === 'next') {
        onAnswer(answer(data, response.status));
      } else if (event === 'complete') {
        return;
      }
    }
    return;
  }
  onAnswer(answer(await response.text(), response.status));
}

/** Asks for one answer; gives its `data`, or throws what is wrong in words. */
export async function ask(query, headers) {
  const response = await post({ query }, headers, 'application/json');
  const body = parsed(await response.text());
  if (body?.data === undefined || body.data === null) {
    throw new Error(body?.errors?.[0]?.message ?? `The server answered with status ${response.status}.`);
  }
  return body.data;
}

function post(request, headers, accept, signal) {
  const body = JSON.stringify(request);
  return fetch(endpoint, { method: 'POST', headers: { ...headers, 'content-type': 'application/json', accept }, body, signal });
}

const answer = (text, status) => ({ text, body: parsed(text), bytes: encoder.encode(text).length, status });

// Null when it is no JSON: a proxy's page, perhaps.
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
