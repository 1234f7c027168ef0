// Headers of every request. A token is a secret: it ends with the window's session.

import { byId, element } from '../dom.js';
import { passing } from './storage.js';

const kept = passing('headers', [{ name: 'Authorization', value: '' }]);
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

export class Headers {
  #rows = byId('headers');
  #onChange;

  /** @param onChange is called when a header was changed and the field left. */
  constructor(onChange) {
    this.#onChange = onChange;
    this.#rows.replaceChildren(...kept.read().map((header) => this.#row(header)));
    byId('header-add').addEventListener('click', () => {
      const row = this.#row({ name: '', value: '' });
      this.#rows.append(row);
      row.querySelector('input').focus();
    });
  }

  /** Those that have a name and a value. */
  get all() {
    return Object.fromEntries(this.#read().filter(({ name, value }) => token.test(name) && value.trim() !== '').map(({ name, value }) => [name, value.trim()]));
  }

  #read() {
    return [...this.#rows.children].map((row) => {
      const [name, value] = row.querySelectorAll('input');
      return { name: name.value.trim(), value: value.value };
    });
  }

  #row({ name, value }) {
    const field = (label, text, placeholder) => element('input', {
      type: 'text', value: text, placeholder, 'aria-label': label, autocomplete: 'off', spellcheck: false, oninput: () => this.#changed(row), onchange: () => this.#onChange(),
    });
    const row = element(
      'li',
      { className: 'header' },
      field('Header name', name, 'Name'),
      field('Header value', value, name === 'Authorization' ? 'Bearer …' : 'Value'),
      element('button', { type: 'button', className: 'quiet', 'aria-label': 'Remove this header', onclick: () => this.#remove(row) }, '×'),
    );
    return row;
  }

  #changed(row) {
    const name = row.querySelector('input');
    name.setAttribute('aria-invalid', String(name.value.trim() !== '' && !token.test(name.value.trim())));
    kept.write(this.#read());
  }

  #remove(row) {
    row.remove();
    kept.write(this.#read());
    this.#onChange();
    byId('header-add').focus();
  }
}
