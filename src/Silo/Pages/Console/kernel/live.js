// Subscriptions over one socket (graphql-transport-ws). When it breaks, it is opened again with back-off, and each subscriber is
// told to read again what it may have missed.

import { endpoint } from './api.js';
import { backOff, found, lose, pause } from './connection.js';

const protocol = 'graphql-transport-ws';

// The server sends a heartbeat more often than this: a socket that is silent for longer is dead, whatever the browser thinks.
const silenceMs = 40_000;

// The protocol does not say when a subscription is in place. What happened between a first look and that moment is found by a
// second look.
const settledMs = 1_500;

/** A connection that opens with its first subscriber, and closes with its last. */
export function live(tokenOf) {
  const watches = new Map();
  let running = null;
  let socket = null;
  let next = 1;

  /**
   * Follows a subscription until the signal.
   * @param onReady what happened before has to be read: now, a moment later, and so again after each reconnection.
   */
  function watch(query, variables, { signal, onReady, onData }) {
    const id = String((next += 1));
    watches.set(id, { query, variables, onReady, onData });
    signal.addEventListener('abort', () => {
      watches.delete(id);
      send({ id, type: 'complete' });
      if (watches.size === 0) {
        running?.abort();
        running = null;
      }
    });
    if (running === null) {
      running = new AbortController();
      keepOpen(running.signal);
    } else if (socket?.acknowledged) {
      subscribe(id);
    }
  }

  async function keepOpen(signal) {
    for (let failures = 0; !signal.aborted;) {
      const wasOpen = await hold(signal);
      if (signal.aborted) {
        return;
      }
      failures = wasOpen ? 1 : failures + 1;
      lose();
      await pause(backOff(failures), signal);
    }
  }

  // Kept when the socket is closed; true when it was ever acknowledged.
  function hold(signal) {
    return new Promise((resolve) => {
      const url = new URL(endpoint, window.location.href);
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      const opened = new WebSocket(url, protocol);
      opened.acknowledged = false;
      socket = opened;
      let watchdog;
      const close = () => opened.close(1000);
      const heard = () => {
        clearTimeout(watchdog);
        watchdog = setTimeout(close, silenceMs);
      };
      heard();
      opened.addEventListener('open', () => opened.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: `Bearer ${tokenOf()}` } })));
      opened.addEventListener('message', ({ data }) => {
        heard();
        receive(opened, JSON.parse(data));
      });
      opened.addEventListener('close', () => {
        clearTimeout(watchdog);
        signal.removeEventListener('abort', close);
        resolve(opened.acknowledged);
      });
      signal.addEventListener('abort', close);
    });
  }

  function receive(opened, { type, id, payload }) {
    if (type === 'connection_ack') {
      opened.acknowledged = true;
      found();
      [...watches.keys()].forEach(subscribe);
    } else if (type === 'ping') {
      opened.send(JSON.stringify({ type: 'pong' }));
    } else if (type === 'next') {
      watches.get(id)?.onData(payload.data);
    } else if ((type === 'error' || type === 'complete') && watches.has(id)) {
      // The server let go of it, as when it stops: a new socket begins again.
      opened.close(1000);
    }
  }

  function subscribe(id) {
    const { query, variables, onReady } = watches.get(id);
    send({ id, type: 'subscribe', payload: { query, variables } });
    onReady();
    setTimeout(() => watches.get(id)?.onReady(), settledMs);
  }

  function send(message) {
    if (socket?.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify(message));
    }
  }

  return { watch };
}
