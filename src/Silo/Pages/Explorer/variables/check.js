// The variables' JSON against what the chosen operation defines.

import { parse } from '../language/parser.js';
import { isRequired, named, show } from '../schema/schema.js';
import { parseJson } from './parser.js';

const accepted = {
  Int: (node) => node.kind === 'number' && Number.isInteger(node.value),
  Float: (node) => node.kind === 'number',
  String: (node) => node.kind === 'string',
  Boolean: (node) => node.kind === 'boolean',
  ID: (node) => node.kind === 'string' || (node.kind === 'number' && Number.isInteger(node.value)),
};

/** The variables that the operation defines, by name, each with its type as written and whether it must be given. */
export function variablesOf(documentText, operationName) {
  const operations = parse(documentText).definitions.filter(({ kind }) => kind === 'operation');
  const operation = operations.find(({ name }) => name?.text === operationName) ?? operations[0];
  return new Map((operation?.variables ?? []).map(({ name, type, defaultValue }) => [name.text, { type, mustBeGiven: type.kind === 'nonNullType' && defaultValue === null }]));
}

/** @returns {{start: number, end: number, message: string, severity: string}[]} */
export function checkVariables(text, variables, schema) {
  if (text.trim() === '') {
    return missing(new Set(), variables, { start: 0, end: 0 });
  }
  const { root, error } = parseJson(text);
  if (error !== null) {
    return [{ ...error, severity: 'error' }];
  }
  if (root.kind !== 'object') {
    return [problem(root, 'The variables are a JSON object.')];
  }
  const problems = [];
  for (const member of root.items) {
    const variable = variables.get(member.name);
    if (variable === undefined) {
      problems.push(problem(member, `The operation defines no variable $${member.name}.`, 'warning'));
    } else if (schema !== null) {
      problems.push(...wrong(member.value, variable.type, schema));
    }
  }
  const given = new Set(root.items.map(({ name }) => name));
  return [...problems, ...missing(given, variables, { start: root.start, end: root.start + 1 })];
}

function missing(given, variables, place) {
  return [...variables]
    .filter(([name, { mustBeGiven }]) => mustBeGiven && !given.has(name))
    .map(([name, { type }]) => problem(place, `The variable $${name} of type ${written(type)} is missing.`));
}

// Types as written in the document, or as the schema has them for the fields of an input object.
function wrong(node, type, schema) {
  if (type.kind === 'nonNullType' || type.kind === 'NON_NULL') {
    return node.kind === 'null' ? [problem(node, `null is no ${written(type)}.`)] : wrong(node, type.of ?? type.ofType, schema);
  }
  if (node.kind === 'null') {
    return [];
  }
  if (type.kind === 'listType' || type.kind === 'LIST') {
    const items = node.kind === 'list' ? node.items : [node];
    return items.flatMap((item) => wrong(item, type.of ?? type.ofType, schema));
  }
  const definition = schema.type(type.name.text ?? named(type));
  if (definition?.kind === 'ENUM') {
    return node.kind === 'string' && definition.enumValues.has(node.value) ? [] : [problem(node, `${definition.name} is one of ${[...definition.enumValues.keys()].join(', ')}.`)];
  }
  if (definition?.kind === 'INPUT_OBJECT') {
    return wrongObject(node, definition, schema);
  }
  const accepts = accepted[definition?.name];
  return accepts === undefined || accepts(node) ? [] : [problem(node, `This is no ${written(type)}.`)];
}

function wrongObject(node, definition, schema) {
  if (node.kind !== 'object') {
    return [problem(node, `${definition.name} is a JSON object.`)];
  }
  const given = new Set(node.items.map(({ name }) => name));
  const absent = [...definition.inputFields.values()].filter((field) => isRequired(field) && !given.has(field.name));
  return [
    ...node.items.flatMap((member) => {
      const field = definition.inputFields.get(member.name);
      return field === undefined ? [problem(member, `${definition.name} has no field ${member.name}.`)] : wrong(member.value, field.type, schema);
    }),
    ...(absent.length === 0 ? [] : [problem({ start: node.start, end: node.start + 1 }, `${definition.name} needs ${absent.map(({ name }) => name).join(', ')}.`)]),
  ];
}

function written(type) {
  switch (type.kind) {
    case 'nonNullType': return `${written(type.of)}!`;
    case 'listType': return `[${written(type.of)}]`;
    case 'namedType': return type.name.text;
    default: return show(type);
  }
}

const problem = ({ start, end }, message, severity = 'error') => ({ start, end, message, severity });
