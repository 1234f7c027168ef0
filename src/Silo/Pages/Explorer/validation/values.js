// Values in a document against the type that is wanted there.

import { isRequired, itemOf, named, nullable, show } from '../schema/schema.js';

const literals = {
  Int: ['int'],
  Float: ['int', 'float'],
  String: ['string'],
  Boolean: ['boolean'],
  ID: ['string', 'int'],
};

/**
 * @param type a reference; undefined when nobody knows.
 * @param scope variables of the operation; null when unknown, and then they are taken on trust.
 * @param say takes a node and what is wrong with it.
 */
export function checkValue(node, type, schema, scope, say) {
  if (node.kind === 'variable') {
    checkVariable(node, type, scope, say);
  } else if (node.kind === 'null') {
    if (type.kind === 'NON_NULL') {
      say(node, `null is no ${show(type)}.`);
    }
  } else if (itemOf(type) !== undefined) {
    const items = node.kind === 'list' ? node.items : [node];
    items.forEach((item) => checkValue(item, itemOf(type), schema, scope, say));
  } else {
    checkSingle(node, nullable(type), schema, scope, say);
  }
}

function checkVariable({ name, start, end }, type, scope, say) {
  if (scope === null) {
    return;
  }
  scope.used.add(name.text);
  const defined = scope.variables.get(name.text);
  if (defined === undefined) {
    say({ start, end }, `The operation defines no variable $${name.text}.`);
  } else if (defined !== null && !fits(defined, type)) {
    say({ start, end }, `$${name.text} is of type ${show(defined)}, and ${show(type)} is wanted.`);
  }
}

// Nullability at the outside is left to the server, which knows of defaults; names and lists are told here.
function fits(defined, wanted) {
  const [one, other] = [nullable(defined), nullable(wanted)];
  if (one.kind === 'LIST' || other.kind === 'LIST') {
    return one.kind === other.kind && fits(one.ofType, other.ofType);
  }
  return one.name === other.name;
}

function checkSingle(node, type, schema, scope, say) {
  const definition = schema.type(named(type));
  if (definition?.kind === 'ENUM') {
    if (node.kind !== 'enum' || !definition.enumValues.has(node.text)) {
      say(node, `${definition.name} is one of ${[...definition.enumValues.keys()].join(', ')}.`);
    }
  } else if (definition?.kind === 'INPUT_OBJECT') {
    checkObject(node, definition, schema, scope, say);
  } else if (node.kind === 'list' || node.kind === 'object' || node.kind === 'enum' || !(literals[definition?.name]?.includes(node.kind) ?? true)) {
    say(node, `This is no ${show(type)}.`);
  }
}

function checkObject(node, definition, schema, scope, say) {
  if (node.kind !== 'object') {
    say(node, `${definition.name} is written as { … }.`);
    return;
  }
  const given = new Set(node.items.map(({ name }) => name.text));
  for (const { name, value } of node.items) {
    const field = definition.inputFields.get(name.text);
    if (field === undefined) {
      say(name, `${definition.name} has no field ${name.text}.`);
    } else {
      checkValue(value, field.type, schema, scope, say);
    }
  }
  const missing = [...definition.inputFields.values()].filter((field) => isRequired(field) && !given.has(field.name));
  if (missing.length > 0) {
    say({ start: node.start, end: node.start + 1 }, `${definition.name} needs ${missing.map(({ name }) => name).join(', ')}.`);
  }
}
