// What passes between the devices of one customer outside of the API: the code that the till scans, the label of the parcel, the
// message with the pickup code.

const key = 'demo.customer';

const listeners = new Set();
let known = JSON.parse(sessionStorage.getItem(key) ?? '{}');

export const customer = {
  get: () => known,

  /** @param told `cartId`, `order` (id and number), `parcelId`, `code`, `collected`. */
  tell(told) {
    known = { ...known, ...told };
    sessionStorage.setItem(key, JSON.stringify(known));
    listeners.forEach((listener) => listener(known));
  },

  forget() {
    known = {};
    sessionStorage.removeItem(key);
  },

  follow(listener, signal) {
    listeners.add(listener);
    signal.addEventListener('abort', () => listeners.delete(listener));
    listener(known);
  },
};
