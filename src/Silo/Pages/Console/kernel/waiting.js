// A sign of life, asked for while the connection is lost: whoever waits goes on when it is back.

import { backOff, found, isLost, onConnection, pause } from './connection.js';

let asking = false;

/** Calls back once when the server can be reached again. */
export function onceFound(then, signal) {
  const once = new AbortController();
  signal.addEventListener('abort', () => once.abort());
  onConnection((lost) => {
    if (!lost && !once.signal.aborted) {
      once.abort();
      then();
    }
  }, once.signal);
  askUntilFound();
}

async function askUntilFound() {
  if (asking) {
    return;
  }
  asking = true;
  const never = new AbortController().signal;
  for (let failures = 1; isLost(); failures += 1) {
    await pause(backOff(failures), never);
    try {
      if ((await fetch('/health/live', { cache: 'no-store' })).ok) {
        found();
      }
    } catch {
      // Still lost: asked again, later.
    }
  }
  asking = false;
}
