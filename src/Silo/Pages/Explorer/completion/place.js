// What the name at a place of a document is, for its documentation.

import { tokenize, withoutComments } from '../language/lexer.js';
import { isComposite, named } from '../schema/schema.js';
import { contextOf } from './context.js';

/** @returns {{type: string, member: string | null} | null} */
export function placeOf(text, offset, schema) {
  const tokens = withoutComments(tokenize(text));
  const index = tokens.findIndex(({ kind, start, end }) => kind === 'name' && start <= offset && offset <= end);
  if (index < 0) {
    return null;
  }
  const name = tokens[index].text;
  const context = contextOf(tokens.slice(0, index), schema);
  if (schema.type(name) !== undefined && ['typeCondition', 'inputType'].includes(context.kind)) {
    return { type: name, member: null };
  }
  if (isComposite(context.parent) && context.parent.fields?.has(name)) {
    return { type: context.parent.name, member: name };
  }
  return schema.type(named(context.type)) === undefined ? null : { type: named(context.type), member: name };
}
