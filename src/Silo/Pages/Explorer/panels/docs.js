// The schema to read: types, their fields and arguments, what is deprecated, and a search over all of it.

import { byId, element, prose } from '../dom.js';
import { named, show } from '../schema/schema.js';
import { search } from './search.js';

export class Docs {
  #schema = null;
  #page = byId('docs-page');
  #search = byId('docs-search');
  #trail = byId('docs-trail');
  #path = [];

  constructor() {
    this.#search.addEventListener('input', () => this.#show());
    this.#search.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        this.#search.value = '';
        this.#show();
      }
    });
  }

  set schema(schema) {
    this.#schema = schema;
    this.#path = this.#path.filter((name) => schema.type(name) !== undefined);
    this.#show();
  }

  /** Says why there is nothing to read. */
  fail(message) {
    this.#page.replaceChildren(element('p', { className: 'failure', role: 'alert' }, `The schema could not be read: ${message}`));
  }

  /** Shows a type, and a field of it. */
  open(typeName, fieldName = null) {
    this.#search.value = '';
    const known = this.#path.indexOf(typeName);
    this.#path = known >= 0 ? this.#path.slice(0, known + 1) : [...this.#path, typeName];
    this.#show();
    const entry = fieldName === null ? null : this.#page.querySelector(`[data-name="${CSS.escape(fieldName)}"]`);
    entry?.scrollIntoView({ block: 'center' });
    entry?.classList.add('is-found');
  }

  #show() {
    if (this.#schema === null) {
      return;
    }
    const words = this.#search.value.trim();
    this.#showTrail();
    if (words !== '') {
      this.#page.replaceChildren(...this.#results(words));
    } else if (this.#path.length === 0) {
      this.#page.replaceChildren(...this.#start());
    } else {
      this.#page.replaceChildren(...this.#typePage(this.#schema.type(this.#path.at(-1))));
    }
    this.#page.scrollTop = 0;
  }

  #showTrail() {
    const links = this.#path.map((name, index) => this.#crumb(name, this.#path.slice(0, index + 1)));
    this.#trail.replaceChildren(this.#crumb('Schema', []), ...links);
    this.#trail.hidden = this.#path.length === 0;
  }

  #crumb(label, path) {
    return element('li', {}, element('button', {
      type: 'button',
      className: 'link',
      onclick: () => {
        this.#search.value = '';
        this.#path = path;
        this.#show();
      },
    }, label));
  }

  #start() {
    const roots = ['query', 'mutation', 'subscription'].map((operation) => this.#schema.root(operation)).filter((root) => root !== undefined);
    const own = [...this.#schema.types.values()].filter((type) => !type.name.startsWith('__') && !roots.includes(type));
    const kinds = [['OBJECT', 'Objects'], ['INTERFACE', 'Interfaces'], ['UNION', 'Unions'], ['ENUM', 'Enums'], ['INPUT_OBJECT', 'Inputs'], ['SCALAR', 'Scalars']];
    return [
      element('h3', {}, 'Operations'),
      element('ul', { className: 'entries' }, ...roots.map((root) => element('li', { className: 'entry' }, this.#link(root.name, 'is-type'), element('span', { className: 'entry-note' }, `${root.fields.size} fields`)))),
      ...kinds.map(([kind, title]) => this.#index(title, own.filter((type) => type.kind === kind))),
    ];
  }

  #index(title, types) {
    return element('details', { className: 'index', hidden: types.length === 0 }, element('summary', {}, `${title} (${types.length})`), element(
      'ul',
      { className: 'entries' },
      ...types.map((type) => element('li', { className: 'entry' }, this.#link(type.name, 'is-type'))),
    ));
  }

  #results(words) {
    const found = search(this.#schema, words);
    const rows = found.slice(0, 60).map(({ type, member, description }) => element(
      'li',
      { className: 'entry' },
      element('button', { type: 'button', className: 'link is-type', onclick: () => this.open(type, member) }, member === null ? type : `${type}.${member}`),
      ...(description ? [prose(description)] : []),
    ));
    return [element('p', { className: 'entry-note', role: 'status' }, found.length === 1 ? '1 result' : `${found.length} results`), element('ul', { className: 'entries' }, ...rows)];
  }

  #typePage(type) {
    const related = (title, types) => (types?.length > 0
      ? [element('h4', {}, title), element('ul', { className: 'entries is-inline' }, ...types.map(({ name }) => element('li', {}, this.#link(name, 'is-type'))))]
      : []);
    return [
      element('h3', {}, type.name, element('span', { className: 'badge' }, type.kind.toLowerCase().replace('_', ' '))),
      ...(type.description ? [prose(type.description)] : []),
      ...(type.isOneOf ? [prose('Exactly one of the fields is given.')] : []),
      ...(type.specifiedByURL ? [prose(`Specified by \`${type.specifiedByURL}\`.`)] : []),
      ...related('Implements', type.interfaces),
      ...related(type.kind === 'UNION' ? 'One of' : 'Implemented by', type.possibleTypes),
      ...this.#members('Fields', type.fields ?? type.inputFields),
      ...this.#members('Values', type.enumValues),
    ];
  }

  #members(title, members) {
    return members === null || members === undefined ? [] : [element('h4', {}, title), element('ul', { className: 'entries' }, ...[...members.values()].map((member) => this.#member(member)))];
  }

  #member(member) {
    const args = [...(member.args?.values() ?? [])];
    return element(
      'li',
      { className: 'entry', 'data-name': member.name },
      element('div', { className: 'signature' }, element('span', { className: 'is-field' }, member.name), ...this.#typeOf(member)),
      ...(member.isDeprecated ? [prose(`Deprecated. ${member.deprecationReason ?? ''}`, 'deprecated')] : []),
      ...(member.description ? [prose(member.description)] : []),
      args.length === 0 ? null : element('ul', { className: 'arguments', 'aria-label': 'Arguments' }, ...args.map((arg) => element(
        'li',
        {},
        element('div', { className: 'signature' }, element('span', { className: 'is-argument' }, arg.name), ...this.#typeOf(arg)),
        ...(arg.isDeprecated ? [prose(`Deprecated. ${arg.deprecationReason ?? ''}`, 'deprecated')] : []),
        ...(arg.description ? [prose(arg.description)] : []),
      ))),
    );
  }

  #typeOf({ type, defaultValue }) {
    if (type === undefined) {
      return [];
    }
    const [before, after] = show(type).split(named(type));
    return [': ', before, this.#link(named(type), 'is-type'), after, ...(defaultValue ? [element('span', { className: 'entry-note' }, ` = ${defaultValue}`)] : [])];
  }

  #link(name, className) {
    return element('button', { type: 'button', className: `link ${className}`, onclick: () => this.open(name) }, name);
  }
}
