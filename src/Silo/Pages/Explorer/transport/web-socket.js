// The graphql-transport-ws protocol, one operation a socket. A browser sends no headers with a socket: they go into the
// payload of connection_init.

import { parseJson } from '../variables/parser.js';

const protocol = 'graphql-transport-ws';

/** Runs one operation, and gives each answer as text; the promise is kept when it is complete, or was stopped by the signal. */
export function overWebSocket(endpoint, request, { headers, signal, onOpen, onAnswer }) {
  return new Promise((resolve, reject) => {
    const url = new URL(endpoint, window.location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url, protocol);
    const send = (message) => socket.send(JSON.stringify(message));
    const end = () => {
      resolve();
      socket.close(1000);
    };
    const handlers = {
      connection_ack: () => {
        send({ id: '1', type: 'subscribe', payload: request });
        onOpen();
      },
      ping: () => send({ type: 'pong' }),
      next: (message) => onAnswer(payloadOf(message)),
      error: (message) => {
        onAnswer(`{"errors":${payloadOf(message)}}`);
        end();
      },
      complete: () => end(),
    };
    socket.addEventListener('open', () => send({ type: 'connection_init', payload: headers }));
    socket.addEventListener('message', ({ data }) => {
      handlers[JSON.parse(data).type]?.(data);
    });
    socket.addEventListener('close', ({ code, reason }) => reject(new Error(reason || `The server closed the WebSocket with code ${code}. Does it speak ${protocol}?`)));
    signal.addEventListener('abort', () => {
      if (socket.readyState === WebSocket.OPEN) {
        send({ id: '1', type: 'complete' });
      }
      end();
    });
  });
}

// As the server wrote it, to the digit.
function payloadOf(message) {
  const { value } = parseJson(message).root.items.find(({ name }) => name === 'payload');
  return message.slice(value.start, value.end);
}
