// What can be written at the caret: names with their types, descriptions, and what is inserted.

import { tokenize, withoutComments } from '../language/lexer.js';
import { isComposite, isInput, isRequired, named, show } from '../schema/schema.js';
import { canNarrow, contextOf } from './context.js';

/** Stands in an insertion where the caret goes. */
export const caret = '\u0000';

const word = /[_A-Za-z0-9]*$/;

/**
 * @returns {{from: number, to: number, context: string, items: object[]}} what to put in place of `from` to `to`; an item has
 * `label`, `kind`, `type`, `description`, `isDeprecated` and `insert`.
 */
export function suggest(text, offset, schema) {
  const prefix = word.exec(text.slice(0, offset))[0];
  const from = offset - prefix.length;
  const nothing = { from, to: offset, context: 'nothing', items: [] };
  const all = tokenize(text);
  if (/^[0-9]/.test(prefix) || all.some((token) => hides(token, offset))) {
    return nothing;
  }
  const tokens = withoutComments(all);
  const context = contextOf(tokens.filter((token) => token.end <= from), schema);
  const rest = /^[_A-Za-z0-9]*/.exec(text.slice(offset))[0];
  const to = offset + rest.length;
  const items = ranked(candidates(context, schema, tokens, from, following(text, to)), prefix);
  return { from, to, context: context.kind, items };
}

// In a comment or a string there is nothing to complete.
function hides({ kind, start, end, text }, offset) {
  if (kind === 'comment') {
    return start < offset && offset <= end;
  }
  const isText = kind === 'string' || kind === 'block' || (kind === 'invalid' && text.startsWith('"'));
  return isText && start < offset && (offset < end || kind === 'invalid');
}

const following = (text, offset) => /^[^\S\n]*(.)?/.exec(text.slice(offset))[1] ?? '';

function candidates(context, schema, tokens, offset, next) {
  switch (context.kind) {
    case 'definition':
      return definitions(schema);
    case 'selection':
      return [...fields(schema, context.parent, next), ...(isComposite(context.parent) ? [item('...', 'spread', '', 'A fragment, or fields of a narrower type.')] : [])];
    case 'field':
      return fields(schema, context.parent, next);
    case 'spread':
      return [item('on', 'keyword', '', 'Fields of a narrower type.', { insert: 'on ' }), ...fragments(schema, context.parent, tokens)];
    case 'on':
      return [item('on', 'keyword', '', 'The type that the fragment is for.', { insert: 'on ' })];
    case 'typeCondition':
      return types(schema, (type) => canNarrow(schema, context.parent, type), context.parent?.possibleTypes);
    case 'inputType':
      return types(schema, isInput);
    case 'argument':
    case 'inputField':
      return pairs(context, next);
    case 'value':
      return values(schema, context.type, tokens, offset);
    case 'variable':
      return variables(schema, context.type, tokens, offset, '');
    case 'directive':
      return directives(schema, context.location, next);
    default:
      return [];
  }
}

function definitions(schema) {
  const operations = ['query', 'mutation', 'subscription'].filter((operation) => schema.root(operation) !== undefined);
  return [
    ...operations.map((operation) => item(operation, 'keyword', '', schema.root(operation).description, { insert: `${operation} ${block('')}` })),
    item('fragment', 'keyword', '', 'Fields that several selections share.', { insert: `fragment ${caret} on ` }),
  ];
}

function fields(schema, parent, next) {
  return schema.fieldsOf(parent).map((field) => {
    const required = [...field.args.values()].filter(isRequired);
    const isOpen = next === '(' || next === '{' || next === ':';
    const hasFields = isComposite(schema.type(named(field.type)));
    let insert = field.name;
    if (!isOpen && required.length > 0) {
      const rest = required.slice(1).map(({ name }) => `, ${name}: `).join('');
      insert += `(${required[0].name}: ${caret}${rest})${hasFields ? block('', false) : ''}`;
    } else if (!isOpen && hasFields) {
      insert += block('');
    }
    return item(field.name, 'field', show(field.type), field.description, { insert, isDeprecated: field.isDeprecated, reason: field.deprecationReason });
  });
}

const block = (before, hasCaret = true) => `${before === '' ? ' ' : before}{\n  ${hasCaret ? caret : ''}\n}`;

function pairs({ args, used }, next) {
  return [...args.values()]
    .filter(({ name }) => !used.has(name))
    .map((arg) => item(arg.name, 'argument', show(arg.type), arg.description, {
      insert: next === ':' ? arg.name : `${arg.name}: `,
      isDeprecated: arg.isDeprecated,
      reason: arg.deprecationReason,
      weight: isRequired(arg) ? 0 : 1,
    }));
}

function values(schema, type, tokens, offset) {
  const definition = schema.type(named(type));
  const found = variables(schema, type, tokens, offset, '$');
  for (const value of definition?.enumValues?.values() ?? []) {
    found.push(item(value.name, 'enum', definition.name, value.description, { isDeprecated: value.isDeprecated, reason: value.deprecationReason }));
  }
  if (definition?.name === 'Boolean') {
    found.push(item('true', 'enum', 'Boolean', ''), item('false', 'enum', 'Boolean', ''));
  }
  if (definition?.kind === 'INPUT_OBJECT') {
    found.push(item('{ }', 'value', definition.name, definition.description, { insert: `{ ${caret} }` }));
  }
  return found;
}

// Those that the operation around the caret defines.
function variables(schema, type, tokens, offset, sign) {
  const before = tokens.filter((token) => token.end <= offset);
  const begin = before.findLastIndex((token, index) => isOperation(token, before[index - 1]));
  if (begin < 0) {
    return [];
  }
  const found = [];
  for (let index = begin; index < tokens.length && tokens[index].text !== '{'; index++) {
    if (tokens[index].text === '$' && tokens[index + 2]?.text === ':') {
      const typeTokens = [];
      for (let at = index + 3; /^[[\]!]$|^[_A-Za-z]/.test(tokens[at]?.text ?? '') && !'$='.includes(tokens[at].text); at++) {
        typeTokens.push(tokens[at].text);
      }
      const fits = typeTokens.includes(named(type));
      const name = tokens[index + 1].text;
      found.push(item(sign + name, 'variable', typeTokens.join(''), '', { weight: fits ? 0 : 2 }));
    }
  }
  return found;
}

const isOperation = ({ text, kind }, before) =>
  kind === 'name' && ['query', 'mutation', 'subscription'].includes(text) && (before === undefined || before.text === '}');

function directives(schema, location, next) {
  return [...schema.directives.values()]
    .filter((directive) => directive.locations.includes(location))
    .map((directive) => {
      const required = [...directive.args.values()].find(isRequired);
      const insert = required !== undefined && next !== '(' ? `${directive.name}(${required.name}: ${caret})` : directive.name;
      return item(directive.name, 'directive', '', directive.description, { insert });
    });
}

function fragments(schema, parent, tokens) {
  return tokens.flatMap((token, index) => {
    const [name, on, condition] = tokens.slice(index + 1, index + 4);
    const isFragment = token.text === 'fragment' && on?.text === 'on' && condition !== undefined;
    return isFragment && canNarrow(schema, parent, schema.type(condition.text)) ? [item(name.text, 'fragment', condition.text, '')] : [];
  });
}

// The members of a union or interface come before other types that merely overlap with it.
function types(schema, accepts, members = []) {
  return [...schema.types.values()]
    .filter((type) => accepts(type))
    .map((type) => item(type.name, 'type', '', type.description, { weight: members?.some(({ name }) => name === type.name) ? 0 : 1 }));
}

function item(label, kind, type, description, { insert = label, isDeprecated = false, reason = null, weight = 1 } = {}) {
  return { label, kind, type, description: description ?? '', insert, isDeprecated: isDeprecated ?? false, reason, weight };
}

// What begins with the word comes first, then what holds it; what nobody asks for often is last.
function ranked(items, prefix) {
  const wanted = prefix.toLowerCase();
  return items
    .map((candidate) => ({ candidate, place: candidate.label.replace(/^\$/, '').toLowerCase().indexOf(wanted) }))
    .filter(({ place }) => place >= 0)
    .map(({ candidate, place }) => ({
      candidate,
      rank: (place > 0 ? 10 : 0) + (candidate.isDeprecated ? 5 : 0) + (candidate.label.startsWith('__') || candidate.label === '...' ? 4 : 0) + candidate.weight,
    }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ candidate }) => candidate);
}
