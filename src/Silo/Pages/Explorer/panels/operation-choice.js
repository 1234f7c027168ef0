// Which operation of the document runs: the chosen one, or the one at the caret.

import { byId, element } from '../dom.js';
import { operationsOf } from '../language/operations.js';

export class OperationChoice {
  #select = byId('operation');
  #editor;
  #operations = [];

  constructor(editor) {
    this.#editor = editor;
    // While somebody writes, the operation that they write is the one they mean.
    for (const event of ['click', 'keyup']) {
      editor.area.addEventListener(event, () => this.#followCaret());
    }
  }

  /** The chosen operation; undefined when the document has none. */
  get operation() {
    return this.#operations[this.#select.selectedIndex] ?? this.#operations[0];
  }

  /** Its name; null when it has none. */
  get name() {
    return this.operation?.name ?? null;
  }

  onChange(listener) {
    this.#select.addEventListener('change', listener);
  }

  /** Reads the document again. */
  update() {
    const { name } = this;
    this.#operations = operationsOf(this.#editor.text);
    this.#select.replaceChildren(...this.#operations.map((operation) => element('option', {}, operation.name ?? `${operation.operation} without a name`)));
    this.#select.hidden = this.#operations.length < 2;
    this.choose(name);
  }

  choose(name) {
    const index = this.#operations.findIndex((operation) => operation.name === name);
    this.#select.selectedIndex = Math.max(0, index);
  }

  #followCaret() {
    const { caret } = this.#editor;
    const index = this.#operations.findIndex(({ start, end }) => start <= caret && caret <= end);
    if (index >= 0 && index !== this.#select.selectedIndex) {
      this.#select.selectedIndex = index;
      this.#select.dispatchEvent(new Event('change'));
    }
  }
}
