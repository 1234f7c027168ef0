// JSON to a tree with places, so that a wrong value can be underlined where it stands.

import { tokenizeJson } from './lexer.js';

class Fault extends Error {
  constructor(message, token) {
    super(message);
    this.token = token;
  }
}

/** @returns {{root: object | null, error: null | {message: string, start: number, end: number}}} nodes have `kind`, `value`, `start`, `end`. */
export function parseJson(text) {
  const tokens = tokenizeJson(text);
  const end = { kind: 'end', text: '', start: text.length, end: text.length };
  let next = 0;
  const peek = () => tokens[next] ?? end;
  const unexpected = (wanted) => new Fault(`Expected ${wanted}, found ${peek().text || 'the end of the text'}.`, peek());
  const take = (wanted) => {
    if (peek().text !== wanted) {
      throw unexpected(wanted);
    }
    return tokens[next++];
  };

  function value() {
    const token = peek();
    if (token.text === '{') {
      return collection('object', '{', '}', member);
    }
    if (token.text === '[') {
      return collection('list', '[', ']', value);
    }
    if (!['string', 'number', 'keyword'].includes(token.kind)) {
      throw unexpected('a value');
    }
    next++;
    return { kind: token.text === 'null' ? 'null' : token.kind === 'keyword' ? 'boolean' : token.kind, value: JSON.parse(token.text), start: token.start, end: token.end };
  }

  function member() {
    const token = peek();
    if (token.kind !== 'string') {
      throw unexpected('a name in quotes');
    }
    next++;
    take(':');
    return { name: JSON.parse(token.text), start: token.start, end: token.end, value: value() };
  }

  function collection(kind, open, close, one) {
    const { start } = take(open);
    const items = [];
    if (peek().text !== close) {
      items.push(one());
      while (peek().text === ',') {
        next++;
        items.push(one());
      }
    }
    if (peek().text !== close) {
      throw unexpected(`, or ${close}`);
    }
    return { kind, items, start, end: tokens[next++].end };
  }

  try {
    const root = value();
    if (next < tokens.length) {
      throw unexpected('the end of the text');
    }
    return { root, error: null };
  } catch (fault) {
    if (!(fault instanceof Fault)) {
      throw fault;
    }
    return { root: null, error: { message: fault.message, start: fault.token.start, end: fault.token.end } };
  }
}
