// A short word about what was done, for a moment, and for those who listen.

import { element } from './dom.js';

const shownMs = 6_000;
const host = element('div', { className: 'toasts', role: 'status', 'aria-live': 'polite' });
document.body.append(host);

export function toast(words) {
  const shown = element('p', { className: 'toast' }, words);
  host.append(shown);
  setTimeout(() => shown.remove(), shownMs);
}
