// Whether the server can be reached: what every request and every subscription found out last.

const listeners = new Set();
let lost = false;

export const isLost = () => lost;

export function found() {
  set(false);
}

export function lose() {
  set(true);
}

export function onConnection(listener, signal) {
  listeners.add(listener);
  signal?.addEventListener('abort', () => listeners.delete(listener));
  listener(lost);
}

function set(now) {
  if (now !== lost) {
    lost = now;
    listeners.forEach((listener) => listener(lost));
  }
}

const firstMs = 500;
const lastMs = 15_000;

/** How long to wait before the attempt after `failures` of them: longer each time, and not the same for everybody. */
export const backOff = (failures) => Math.min(lastMs, firstMs * 2 ** Math.min(failures - 1, 10)) * (0.75 + Math.random() / 2);

/** Waits, or less when the browser says that the network is back; false when it was given up. */
export function pause(ms, signal) {
  return new Promise((resolve) => {
    const end = (goOn) => {
      clearTimeout(timer);
      window.removeEventListener('online', again);
      signal.removeEventListener('abort', stop);
      resolve(goOn);
    };
    const again = () => end(true);
    const stop = () => end(false);
    const timer = setTimeout(again, ms);
    window.addEventListener('online', again);
    signal.addEventListener('abort', stop);
    if (signal.aborted) {
      stop();
    }
  });
}
