// JSON in tokens, for its colours and for the places of its mistakes.

import { cut } from '../tokens.js';

const forms = [
  ['ignored', /[ \t\n\r]+/y],
  ['string', /"(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})|[^"\\\u0000-\u001F])*"/y],
  ['number', /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![0-9A-Za-z_.])/y],
  ['keyword', /(?:true|false|null)(?![0-9A-Za-z_])/y],
  ['punctuation', /[{}[\]:,]/y],
  ['invalid', /"[^\n]*|[0-9A-Za-z_.+-]+|[^]/y],
];

export const tokenizeJson = (text) => cut(text, forms);

/** Like the tokens, with names of members told apart. */
export function jsonColours(text) {
  const tokens = tokenizeJson(text);
  return tokens.map((token, index) => ({
    ...token,
    kind: token.kind === 'string' && tokens[index + 1]?.text === ':' ? 'argument' : token.kind,
  }));
}
