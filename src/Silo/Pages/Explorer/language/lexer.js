// The lexical grammar of GraphQL (September 2025, section 2.1), made forgiving: what cannot be read is a token of
// kind "invalid", and reading goes on behind it, because a text is mostly unfinished while somebody types.

import { cut } from '../tokens.js';

const forms = [
  ['ignored', /[\s,\uFEFF]+/y],
  ['comment', /#[^\n\r]*/y],
  ['name', /[_A-Za-z][_0-9A-Za-z]*/y],
  ['punctuator', /\.\.\.|[!$&()[\]{}:=@|]/y],
  ['float', /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+(?:[eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+)(?![_0-9A-Za-z.])/y],
  ['int', /-?(?:0|[1-9][0-9]*)(?![_0-9A-Za-z.])/y],
  ['block', /"""(?:\\"""|[^])*?"""/y],
  ['string', /"(?!"")(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]+\})|[^"\\\n\r])*"|""(?!")/y],
  ['invalid', /"""[^]*|"[^\n\r]*|-?[0-9][_0-9A-Za-z.]*|[^]/y],
];

/** Every token, comments too. */
export const tokenize = (text) => cut(text, forms);

/** The tokens that have a meaning. */
export const withoutComments = (tokens) => tokens.filter((token) => token.kind !== 'comment');
