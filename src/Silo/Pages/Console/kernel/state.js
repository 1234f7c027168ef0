// What a part of a page shows while it has nothing to show: it is being read, it is empty, or something is wrong.

import { element, fill } from './dom.js';
import { text } from './words.js';

/** Grey bars in the form of what is going to come. */
export const loading = (lines = 4) => element('div', { className: 'loading', role: 'status' },
  element('span', { className: 'visually-hidden' }, text('state.loading')),
  Array.from({ length: lines }, () => element('span', { className: 'bone', 'aria-hidden': 'true' })));

export const empty = (title, hint = null) => element('div', { className: 'empty' },
  element('p', { className: 'empty-title' }, title), hint === null ? null : element('p', {}, hint));

export const troubleText = (trouble) => ({
  offline: text('state.offline'), forbidden: text('state.forbidden'), signedOut: text('signIn.ended'),
}[trouble.kind] ?? trouble.message);

export const failed = (trouble, again) => element('div', { className: 'failed', role: 'alert' },
  element('p', { className: 'empty-title' }, text('state.failed')),
  element('p', {}, troubleText(trouble)),
  again === undefined ? null : element('button', { type: 'button', onclick: again }, text('state.again')));

/**
 * Reads something into a place, and shows how far it is. It tries again by itself when the connection was lost.
 * @param read gives the children.
 */
export async function load(host, read, signal) {
  if (host.childElementCount === 0) {
    fill(host, loading());
  }
  try {
    const children = await read();
    if (!signal.aborted) {
      fill(host, children);
      host.removeAttribute('aria-busy');
    }
  } catch (fault) {
    if (signal.aborted || fault.name === 'AbortError') {
      return;
    }
    if (fault.kind === undefined) {
      throw fault;
    }
    fill(host, failed(fault, () => load(host, read, signal)));
    if (fault.kind === 'offline') {
      const { onceFound } = await import('./waiting.js');
      onceFound(() => load(host, read, signal), signal);
    }
  }
}
