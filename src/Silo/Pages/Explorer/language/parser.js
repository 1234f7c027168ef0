// Executable documents (September 2025, sections 2.2 to 2.13) to a syntax tree. Each node has `start` and `end`.

import { tokenize, withoutComments } from './lexer.js';

class Fault extends Error {
  constructor(message, token) {
    super(message);
    this.token = token;
  }
}

/**
 * @returns {{definitions: object[], error: null | {message: string, start: number, end: number}}} the definitions before
 * the first mistake, and the mistake.
 */
export function parse(text) {
  const parser = new Parser(withoutComments(tokenize(text)), text.length);
  const definitions = [];
  try {
    while (!parser.atEnd) {
      definitions.push(parser.definition());
    }
    return { definitions, error: null };
  } catch (fault) {
    if (!(fault instanceof Fault)) {
      throw fault;
    }
    const { start, end } = fault.token;
    return { definitions, error: { message: fault.message, start, end } };
  }
}

class Parser {
  #tokens;
  #next = 0;
  #last = null;
  #end;

  constructor(tokens, length) {
    this.#tokens = tokens;
    this.#end = { kind: 'end', text: '', start: length, end: length };
  }

  get atEnd() {
    return this.#next >= this.#tokens.length;
  }

  definition() {
    const token = this.#peek();
    if (token.text === '{') {
      return this.#node(token, { kind: 'operation', operation: 'query', name: null, variables: [], directives: [], selections: this.#selections() });
    }
    if (['query', 'mutation', 'subscription'].includes(token.text)) {
      return this.#operation();
    }
    if (token.text === 'fragment') {
      return this.#fragment();
    }
    throw this.#unexpected('query, mutation, subscription, fragment or {');
  }

  #operation() {
    const first = this.#take();
    const name = this.#peek().kind === 'name' ? this.#name() : null;
    const variables = this.#sees('(') ? this.#many('(', ')', () => this.#variable()) : [];
    const directives = this.#directives();
    return this.#node(first, { kind: 'operation', operation: first.text, name, variables, directives, selections: this.#selections() });
  }

  #variable() {
    const first = this.#expect('$');
    const name = this.#name();
    this.#expect(':');
    const type = this.#type();
    const defaultValue = this.#skip('=') ? this.#value() : null;
    return this.#node(first, { kind: 'variableDefinition', name, type, defaultValue, directives: this.#directives() });
  }

  #fragment() {
    const first = this.#take();
    if (this.#sees('on')) {
      throw this.#unexpected("the fragment's name");
    }
    const name = this.#name();
    this.#expect('on');
    const typeCondition = this.#name();
    const directives = this.#directives();
    return this.#node(first, { kind: 'fragment', name, typeCondition, directives, selections: this.#selections() });
  }

  #selections() {
    return this.#many('{', '}', () => (this.#sees('...') ? this.#spread() : this.#field()));
  }

  #field() {
    const first = this.#peek();
    let name = this.#name();
    let alias = null;
    if (this.#skip(':')) {
      alias = name;
      name = this.#name();
    }
    const args = this.#arguments();
    const directives = this.#directives();
    const selections = this.#sees('{') ? this.#selections() : null;
    return this.#node(first, { kind: 'field', alias, name, args, directives, selections });
  }

  #spread() {
    const first = this.#take();
    if (this.#peek().kind === 'name' && !this.#sees('on')) {
      return this.#node(first, { kind: 'spread', name: this.#name(), directives: this.#directives() });
    }
    const typeCondition = this.#skip('on') ? this.#name() : null;
    const directives = this.#directives();
    return this.#node(first, { kind: 'inline', typeCondition, directives, selections: this.#selections() });
  }

  #arguments() {
    return this.#sees('(') ? this.#many('(', ')', () => this.#pair('argument')) : [];
  }

  #directives() {
    const directives = [];
    while (this.#sees('@')) {
      const first = this.#take();
      directives.push(this.#node(first, { kind: 'directive', name: this.#name(), args: this.#arguments() }));
    }
    return directives;
  }

  #pair(kind) {
    const first = this.#peek();
    const name = this.#name();
    this.#expect(':');
    return this.#node(first, { kind, name, value: this.#value() });
  }

  #value() {
    const token = this.#peek();
    if (token.text === '[' || token.text === '{') {
      return this.#collection(token);
    }
    if (token.text === '$') {
      this.#take();
      return this.#node(token, { kind: 'variable', name: this.#name() });
    }
    if (!['name', 'int', 'float', 'string', 'block'].includes(token.kind)) {
      throw this.#unexpected('a value');
    }
    this.#take();
    return this.#node(token, { kind: literalKind(token), text: token.text });
  }

  #collection(token) {
    const kind = token.text === '[' ? 'list' : 'object';
    const close = kind === 'list' ? ']' : '}';
    this.#take();
    const items = [];
    while (!this.#skip(close)) {
      items.push(kind === 'list' ? this.#value() : this.#pair('inputField'));
    }
    return this.#node(token, { kind, items });
  }

  #type() {
    const first = this.#peek();
    let type;
    if (this.#skip('[')) {
      const of = this.#type();
      this.#expect(']');
      type = this.#node(first, { kind: 'listType', of });
    } else {
      type = this.#node(first, { kind: 'namedType', name: this.#name() });
    }
    return this.#skip('!') ? this.#node(first, { kind: 'nonNullType', of: type }) : type;
  }

  #name() {
    if (this.#peek().kind !== 'name') {
      throw this.#unexpected('a name');
    }
    const { text, start, end } = this.#take();
    return { text, start, end };
  }

  #many(open, close, one) {
    this.#expect(open);
    const items = [];
    do {
      items.push(one());
    } while (!this.#skip(close));
    return items;
  }

  #peek() {
    return this.#tokens[this.#next] ?? this.#end;
  }

  #take() {
    this.#last = this.#peek();
    this.#next++;
    return this.#last;
  }

  #sees(text) {
    const token = this.#peek();
    return token.text === text && (token.kind === 'punctuator' || token.kind === 'name');
  }

  #skip(text) {
    const sees = this.#sees(text);
    if (sees) {
      this.#take();
    }
    return sees;
  }

  #expect(text) {
    if (!this.#sees(text)) {
      throw this.#unexpected(text);
    }
    return this.#take();
  }

  #node(first, node) {
    return { ...node, start: first.start, end: this.#last.end };
  }

  #unexpected(wanted) {
    const token = this.#peek();
    return new Fault(`Expected ${wanted}, found ${shown(token)}.`, token);
  }
}

function literalKind({ kind, text }) {
  if (kind !== 'name') {
    return kind === 'block' ? 'string' : kind;
  }
  return text === 'true' || text === 'false' ? 'boolean' : text === 'null' ? 'null' : 'enum';
}

function shown({ kind, text }) {
  if (kind === 'end') {
    return 'the end of the text';
  }
  if (kind === 'invalid' && text.startsWith('"')) {
    return 'a string that does not end, or with an unknown escape';
  }
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
