// A question that is asked again and again while its page is seen.

import { backOff, pause } from './connection.js';

/** Asks at once, then every `everyMs`; after a failure with back-off, until it answers. @param ask given whether it is the first time. */
export async function repeat(ask, everyMs, signal) {
  for (let failures = 0; !signal.aborted;) {
    try {
      if (document.visibilityState === 'visible') {
        await ask();
      }
      failures = 0;
    } catch (fault) {
      if (signal.aborted || (fault.kind !== 'offline' && fault.kind !== 'server')) {
        return;
      }
      failures += 1;
    }
    await pause(failures === 0 ? everyMs : Math.max(everyMs, backOff(failures)), signal);
  }
}
