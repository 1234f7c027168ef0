// What was run, newest first. Headers are never in it.

import { byId, element } from '../dom.js';
import { operationsOf } from '../language/operations.js';
import { lasting } from './storage.js';

const most = 50;
const kept = lasting('history', []);

export class History {
  #list = byId('history');
  #onRestore;
  #entries = kept.read();

  /** @param onRestore takes the entry that somebody chose. */
  constructor(onRestore) {
    this.#onRestore = onRestore;
    byId('history-clear').addEventListener('click', () => this.#change([]));
    this.#show();
  }

  /** The same document with the same variables is there once, at its newest run. */
  add({ query, variables, operationName }) {
    const entry = { query, variables, operationName, at: new Date().toISOString() };
    const others = this.#entries.filter((other) => other.query !== query || other.variables !== variables || other.operationName !== operationName);
    this.#change([entry, ...others].slice(0, most));
  }

  #change(entries) {
    this.#entries = entries;
    kept.write(entries);
    this.#show();
  }

  #show() {
    byId('history-clear').hidden = this.#entries.length === 0;
    byId('history-empty').hidden = this.#entries.length > 0;
    this.#list.replaceChildren(...this.#entries.map((entry) => this.#row(entry)));
  }

  #row(entry) {
    const { operation, title } = summary(entry);
    return element(
      'li',
      { className: 'history-entry' },
      element(
        'button',
        { type: 'button', className: 'history-restore', onclick: () => this.#onRestore(entry) },
        element('span', { className: `badge is-${operation}` }, operation),
        element('span', { className: 'history-title' }, title),
        element('time', { className: 'history-time', dateTime: entry.at }, new Date(entry.at).toLocaleString()),
      ),
      element('button', { type: 'button', className: 'quiet', 'aria-label': `Forget ${title}`, onclick: () => this.#change(this.#entries.filter((other) => other !== entry)) }, '×'),
    );
  }
}

// A name says most; without one, the first fields do.
function summary({ query, operationName }) {
  const operations = operationsOf(query);
  const chosen = operations.find(({ name }) => name !== null && name === operationName) ?? operations[0];
  const text = query.slice(chosen?.start ?? 0, chosen?.end).replace(/#.*/g, '').replace(/\s+/g, ' ').trim();
  return { operation: chosen?.operation ?? 'query', title: chosen?.name ?? (text.length > 60 ? `${text.slice(0, 60)}…` : text) };
}
