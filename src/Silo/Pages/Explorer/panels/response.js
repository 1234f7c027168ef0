// The answer, its status, time and size; for a subscription its events, newest first.

import { byId, element } from '../dom.js';
import { paint } from '../editor/paint.js';
import { formatJson } from '../variables/format.js';
import { jsonColours } from '../variables/lexer.js';

const eventsShown = 50;

// Colours cost an element for each word: a very long answer is shown plain.
const longestColoured = 200_000;

export class Response {
  #output = byId('response');
  #facts = byId('response-facts');
  #events = 0;
  #bytes = 0;

  /** Something was sent. */
  begin() {
    this.#events = 0;
    this.#bytes = 0;
    this.#output.replaceChildren();
    this.#tell('Running…');
    delete this.#facts.dataset.outcome;
  }

  /** The one answer of a query or mutation. */
  answer({ text, body, bytes, status }, milliseconds) {
    this.#output.replaceChildren(json(text, body));
    this.#tell(`Status ${status}`, `${Math.round(milliseconds)} ms`, size(bytes));
    this.#facts.dataset.outcome = status < 200 || status > 299 ? 'refused' : hasErrors(body) ? 'with errors' : 'ok';
  }

  /** A stream is open. */
  opened() {
    this.#tell('Listening for events…');
    this.#facts.dataset.outcome = 'ok';
  }

  /** One event of a stream. */
  event({ text, body, bytes }) {
    this.#events++;
    this.#bytes += bytes;
    const title = element('h3', { className: 'event-title' }, `Event ${this.#events}`, element('time', {}, new Date().toLocaleTimeString()));
    this.#output.prepend(element('article', { className: 'event' }, title, json(text, body)));
    while (this.#output.childElementCount > eventsShown) {
      this.#output.lastChild.remove();
    }
    this.#tell(...this.#counted('Listening'));
    this.#facts.dataset.outcome = hasErrors(body) ? 'with errors' : 'ok';
  }

  /** A stream is over, by itself or because somebody stopped it. */
  closed(reason) {
    this.#tell(...this.#counted(reason));
  }

  /** Somebody did not wait for the answer. */
  stopped() {
    this.#tell('Stopped');
  }

  /** Nothing came back. */
  failed(message) {
    this.#output.prepend(element('p', { className: 'failure', role: 'alert' }, message));
    this.#tell('Failed');
    this.#facts.dataset.outcome = 'refused';
  }

  get text() {
    return [...this.#output.querySelectorAll('pre')].map((pre) => pre.textContent).join('\n');
  }

  #counted(state) {
    return [state, `${this.#events} ${this.#events === 1 ? 'event' : 'events'}`, size(this.#bytes)];
  }

  #tell(...facts) {
    this.#facts.replaceChildren(...facts.map((fact) => element('span', {}, fact)));
  }
}

// What is no JSON is shown as it is.
function json(text, body) {
  const shown = body === null ? text : formatJson(text);
  const colours = body === null || shown.length > longestColoured ? [] : jsonColours(shown);
  return element('pre', { className: 'json' }, paint(shown, colours.map(({ start, end, kind }) => ({ start, end, className: `is-${kind}` }))));
}

const hasErrors = (body) => Array.isArray(body?.errors) && body.errors.length > 0;

function size(bytes) {
  if (bytes < 1000) {
    return `${bytes} B`;
  }
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
