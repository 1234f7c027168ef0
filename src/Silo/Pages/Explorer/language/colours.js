// Which part of a GraphQL text has which colour.

import { tokenize } from './lexer.js';

const plain = { int: 'number', float: 'number', string: 'string', block: 'string', comment: 'comment', invalid: 'invalid', punctuator: 'punctuation' };
const definitionWords = new Set(['query', 'mutation', 'subscription', 'fragment']);

/** @returns {{start: number, end: number, kind: string}[]} */
export function coloursOf(text) {
  const tokens = tokenize(text);
  const brackets = [];
  return tokens.map((token, index) => {
    const { kind, start, end } = token;
    if (kind === 'punctuator') {
      follow(brackets, token.text);
      return { start, end, kind: '$@'.includes(token.text) ? (token.text === '$' ? 'variable' : 'directive') : 'punctuation' };
    }
    return { start, end, kind: kind === 'name' ? nameKind(tokens, index, brackets) : plain[kind] };
  });
}

function follow(brackets, text) {
  if ('({['.includes(text)) {
    // Inside of parentheses, braces hold a value.
    brackets.push(text === '{' && (brackets.includes('(') || brackets.includes('[')) ? 'value' : text);
  } else if (')}]'.includes(text)) {
    brackets.pop();
  }
}

function nameKind(tokens, index, brackets) {
  const { text } = tokens[index];
  const before = tokens[index - 1]?.text;
  const after = tokens[index + 1]?.text;
  if (before === '$') return 'variable';
  if (before === '@') return 'directive';
  if (brackets.length === 0) {
    if (before === 'on') return 'type';
    return definitionWords.has(text) && !definitionWords.has(before) ? 'keyword' : text === 'on' ? 'keyword' : 'definition';
  }
  const around = brackets.at(-1);
  if (around === '{') {
    if (before === '...') return text === 'on' ? 'keyword' : 'definition';
    if (before === 'on' && tokens[index - 2]?.text === '...') return 'type';
    return after === ':' ? 'alias' : 'field';
  }
  if (after === ':') return 'argument';
  if (tokens[index - 2]?.kind === 'name' && tokens[index - 3]?.text === '$') return 'type';
  if (around === '[' && brackets.length === 2 && tokens[index - 2]?.text === ':' && tokens[index - 4]?.text === '$') return 'type';
  return text === 'true' || text === 'false' || text === 'null' ? 'keyword' : 'enum';
}
