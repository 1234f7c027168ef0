// The operations of a document, found by their first tokens, so that a mistake in one does not hide the others.

import { tokenize, withoutComments } from './lexer.js';

const kinds = new Set(['query', 'mutation', 'subscription']);

/** @returns {{operation: string, name: string | null, start: number, end: number}[]} in the order of the text. */
export function operationsOf(text) {
  const tokens = withoutComments(tokenize(text));
  const found = [];
  let depth = 0;
  let isOpen = false;
  tokens.forEach((token, index) => {
    if (depth === 0 && !isOpen) {
      if (kinds.has(token.text)) {
        const next = tokens[index + 1];
        found.push({ operation: token.text, name: next?.kind === 'name' ? next.text : null, start: token.start, end: text.length });
        isOpen = true;
      } else if (token.text === 'fragment') {
        isOpen = true;
      } else if (token.text === '{') {
        found.push({ operation: 'query', name: null, start: token.start, end: text.length });
      }
    }
    depth += opens(token) - closes(token);
    if (token.text === '}' && depth <= 0) {
      depth = 0;
      isOpen = false;
      const last = found.at(-1);
      if (last !== undefined && last.end === text.length) {
        last.end = token.end;
      }
    }
  });
  return found;
}

const opens = ({ kind, text }) => (kind === 'punctuator' && '({['.includes(text) ? 1 : 0);
const closes = ({ kind, text }) => (kind === 'punctuator' && ')}]'.includes(text) ? 1 : 0);
