// A short word about what was done, for a moment, and for those who listen.

import { element } from './dom.js';
import { troubleText } from './state.js';
import { text } from './words.js';

const shownMs = 6_000;
const host = element('div', { className: 'toasts', role: 'status', 'aria-live': 'polite' });
document.body.append(host);

/** @param stays until it is closed: what is told once, such as a code, may have to be written down. */
export function toast(words, stays = false) {
  const shown = element('div', { className: 'toast' }, element('p', {}, words),
    stays ? element('button', { type: 'button', onclick: () => shown.remove() }, text('toast.close')) : null);
  host.append(shown);
  if (!stays) {
    setTimeout(() => shown.remove(), shownMs);
  }
}

/** Says what went wrong between here and the server; any other fault is one of the code, and goes on. */
export function toastTrouble(fault) {
  if (fault.kind === undefined) {
    throw fault;
  }
  toast(troubleText(fault));
}
