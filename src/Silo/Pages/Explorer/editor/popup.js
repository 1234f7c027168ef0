// The list of suggestions at the caret. The focus stays in the text; the chosen one is told by aria-activedescendant.

import { element, prose } from '../dom.js';
import { caret, suggest } from '../completion/suggest.js';
import { indentAt } from './typing.js';

const most = 60;

// Where a name is expected and nothing is typed yet, the list opens by itself.
const eager = new Set(['argument', 'inputField', 'value', 'variable', 'directive', 'spread', 'typeCondition']);

export class Popup {
  #editor;
  #schema = null;
  #list = element('ul', { id: 'suggestions', className: 'suggestions-list', role: 'listbox', 'aria-label': 'Suggestions' });
  #about = element('div', { id: 'suggestion-about', className: 'suggestions-about' });
  #box = element('div', { className: 'suggestions', hidden: true }, this.#list, this.#about);
  #found = null;
  #chosen = 0;
  #isInserting = false;

  constructor(editor) {
    this.#editor = editor;
    const { area } = editor;
    area.setAttribute('aria-autocomplete', 'list');
    area.setAttribute('aria-haspopup', 'listbox');
    area.setAttribute('aria-controls', 'suggestions');
    document.body.append(this.#box);
    area.addEventListener('keydown', (event) => this.#key(event), { capture: true });
    area.addEventListener('blur', () => this.close());
    area.addEventListener('click', () => this.close());
    area.closest('.editor').addEventListener('scroll', () => this.close());
    editor.onChange((inputType) => this.#typed(inputType));
    // A press in the list does not take the focus from the text.
    this.#box.addEventListener('mousedown', (event) => event.preventDefault());
  }

  set schema(schema) {
    this.#schema = schema;
  }

  get isOpen() {
    return !this.#box.hidden;
  }

  open() {
    if (this.#schema === null) {
      return;
    }
    this.#found = suggest(this.#editor.text, this.#editor.caret, this.#schema);
    this.#found.items = this.#found.items.slice(0, most);
    if (this.#found.items.length === 0) {
      this.close();
      return;
    }
    this.#list.replaceChildren(...this.#found.items.map((item, index) => this.#option(item, index)));
    this.#box.hidden = false;
    this.#choose(0);
    this.#place();
  }

  close() {
    this.#box.hidden = true;
    this.#editor.area.removeAttribute('aria-activedescendant');
  }

  #typed(inputType) {
    if (this.#isInserting || !/^(insertText|deleteContent)/.test(inputType)) {
      this.close();
      return;
    }
    const before = this.#editor.text.slice(0, this.#editor.caret);
    const isDeleting = inputType.startsWith('delete');
    if (/[_A-Za-z][_0-9A-Za-z]*$/.test(before) ? isDeleting && !this.isOpen : isDeleting || !/[@$({:.] ?$/.test(before)) {
      this.close();
      return;
    }
    this.open();
    this.#closeWhenTyped(before);
  }

  // A word that is whole already needs no list, and neither does a place where nothing was asked for.
  #closeWhenTyped(before) {
    const word = /[_0-9A-Za-z]*$/.exec(before)[0];
    const { items, context } = this.#found;
    const isWhole = items.length === 1 && items[0].label === word && items[0].insert === word;
    if (isWhole || (word === '' && !eager.has(context))) {
      this.close();
    }
  }

  #key(event) {
    if (event.key === ' ' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.open();
      return;
    }
    if (!this.isOpen || event.isComposing || event.ctrlKey || event.metaKey) {
      return;
    }
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (moves[event.key] !== undefined) {
      this.#choose(this.#chosen + moves[event.key], Math.abs(moves[event.key]) === 1);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
      this.#accept(this.#chosen);
    } else if (event.key === 'Escape') {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #choose(index, wraps = false) {
    const { length } = this.#found.items;
    this.#chosen = wraps ? (index + length) % length : Math.max(0, Math.min(length - 1, index));
    [...this.#list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === this.#chosen)));
    const option = this.#list.children[this.#chosen];
    option.scrollIntoView({ block: 'nearest' });
    this.#editor.area.setAttribute('aria-activedescendant', option.id);
    const { description, isDeprecated, reason } = this.#found.items[this.#chosen];
    this.#about.replaceChildren(
      ...(isDeprecated ? [prose(`Deprecated. ${reason ?? ''}`, 'deprecated')] : []),
      ...(description ? [prose(description)] : []),
    );
    this.#about.hidden = this.#about.childElementCount === 0;
  }

  #accept(index) {
    const { from, to, items } = this.#found;
    const { insert } = items[index];
    const indent = indentAt(this.#editor.text, from);
    const text = insert.replaceAll('\n', `\n${indent}`);
    const at = text.indexOf(caret);
    this.#isInserting = true;
    this.#editor.replace(from, to, text.replace(caret, ''), at < 0 ? text.length : at);
    this.#isInserting = false;
    this.close();
    // Inside of new brackets, or after an argument's colon, the next choice is at hand.
    if (at >= 0 || text.endsWith(': ') || text.endsWith('on ') || text === '...') {
      this.open();
    }
  }

  #option(item, index) {
    return element(
      'li',
      { id: `suggestion-${index}`, role: 'option', 'aria-selected': 'false', className: item.isDeprecated ? 'is-deprecated' : '', onclick: () => this.#accept(index) },
      element('span', { className: `suggestion-label is-${item.kind}` }, item.label),
      element('span', { className: 'suggestion-type' }, item.type),
    );
  }

  #place() {
    const at = this.#editor.rectangleOf(this.#found.from);
    const { width, height } = this.#box.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, window.innerWidth - width - 8));
    const below = at.bottom + 4;
    const top = below + height < window.innerHeight ? below : Math.max(8, at.top - height - 4);
    this.#box.style.left = `${left}px`;
    this.#box.style.top = `${top}px`;
  }
}
