// What is wrong with a document, as far as the schema tells: syntax first, then the rules of the specification's section 5
// that somebody who types meets. The server has the last word.

import { parse } from '../language/parser.js';
import { isComposite, isInput, isRequired, named, show } from '../schema/schema.js';
import { checkValue } from './values.js';

/** @returns {{start: number, end: number, message: string, severity: 'error' | 'warning'}[]} in the order of the text. */
export function validate(text, schema) {
  const { definitions, error } = parse(text);
  if (error !== null) {
    return text.trim() === '' ? [] : [{ ...error, severity: 'error' }];
  }
  if (definitions.length === 0 || schema === null) {
    return [];
  }
  const check = new Check(schema, definitions);
  check.run();
  return check.problems.sort((one, other) => one.start - other.start);
}

class Check {
  problems = [];
  #schema;
  #definitions;
  #fragments;
  #usedFragments = new Set();

  constructor(schema, definitions) {
    this.#schema = schema;
    this.#definitions = definitions;
    this.#fragments = new Map(definitions.filter(({ kind }) => kind === 'fragment').map((fragment) => [fragment.name.text, fragment]));
  }

  run() {
    this.#names();
    for (const definition of this.#definitions) {
      if (definition.kind === 'operation') {
        this.#operation(definition);
      } else {
        this.#fragment(definition);
      }
    }
    for (const { name } of this.#fragments.values()) {
      if (!this.#usedFragments.has(name.text)) {
        this.#say(name, `The fragment ${name.text} is never used.`);
      }
    }
  }

  #names() {
    const operations = this.#definitions.filter(({ kind }) => kind === 'operation');
    const seen = new Set();
    for (const { kind, name, start } of this.#definitions) {
      if (name === null && operations.length > 1) {
        this.#say({ start, end: start + 1 }, 'An operation without a name must be the only one.');
      } else if (name !== null && seen.has(kind + name.text)) {
        this.#say(name, `There is another ${kind} named ${name.text}.`);
      }
      seen.add(kind + name?.text);
    }
  }

  #operation(operation) {
    const root = this.#schema.root(operation.operation);
    if (root === undefined) {
      this.#say(operation, `The schema has no ${operation.operation}.`);
      return;
    }
    const scope = { variables: new Map(), used: new Set(), fragments: new Set() };
    for (const definition of operation.variables) {
      this.#variable(definition, scope);
    }
    this.#directives(operation.directives, scope);
    this.#selections(operation.selections, root, scope);
    for (const { name } of operation.variables) {
      if (!scope.used.has(name.text)) {
        this.#say(name, `The variable $${name.text} is never used.`);
      }
    }
  }

  #variable({ name, type, defaultValue }, scope) {
    if (scope.variables.has(name.text)) {
      this.#say(name, `There is another variable $${name.text}.`);
    }
    const ref = this.#typeRef(type);
    scope.variables.set(name.text, ref);
    if (ref !== null && defaultValue !== null) {
      checkValue(defaultValue, ref, this.#schema, null, (node, message) => this.#say(node, message));
    }
  }

  // A type as written to a reference as the schema has them; null when there is no such input type.
  #typeRef(node) {
    if (node.kind !== 'namedType') {
      const ofType = this.#typeRef(node.of);
      return ofType && { kind: node.kind === 'listType' ? 'LIST' : 'NON_NULL', name: null, ofType };
    }
    const type = this.#schema.type(node.name.text);
    if (!isInput(type)) {
      this.#say(node, type === undefined ? `There is no type ${node.name.text}.` : `${type.name} is no input type.`);
      return null;
    }
    return { kind: type.kind, name: type.name, ofType: null };
  }

  // A fragment's own text is checked once, without variables: what they are is the operation's affair.
  #fragment({ typeCondition, directives, selections }) {
    const type = this.#condition(typeCondition);
    this.#directives(directives, null);
    if (type !== undefined) {
      this.#selections(selections, type, null);
    }
  }

  #condition(name) {
    const type = this.#schema.type(name.text);
    if (!isComposite(type)) {
      this.#say(name, type === undefined ? `There is no type ${name.text}.` : `${type.name} has no fields.`);
      return undefined;
    }
    return type;
  }

  #selections(selections, parent, scope) {
    for (const selection of selections) {
      this.#directives(selection.directives, scope);
      if (selection.kind === 'field') {
        this.#field(selection, parent, scope);
      } else if (selection.kind === 'inline') {
        const type = selection.typeCondition === null ? parent : this.#narrowed(selection.typeCondition, parent);
        if (type !== undefined) {
          this.#selections(selection.selections, type, scope);
        }
      } else {
        this.#spread(selection, parent, scope);
      }
    }
  }

  #narrowed(name, parent) {
    const type = this.#condition(name);
    if (type !== undefined && !this.#schema.overlap(type, parent)) {
      this.#say(name, `${parent.name} is never a ${type.name}.`);
    }
    return type;
  }

  #spread({ name }, parent, scope) {
    const fragment = this.#fragments.get(name.text);
    if (fragment === undefined) {
      this.#say(name, `There is no fragment ${name.text}.`);
      return;
    }
    this.#usedFragments.add(name.text);
    const type = this.#schema.type(fragment.typeCondition.text);
    if (isComposite(type) && !this.#schema.overlap(type, parent)) {
      this.#say(name, `${parent.name} is never a ${type.name}.`);
    }
    if (scope !== null && !scope.fragments.has(name.text)) {
      scope.fragments.add(name.text);
      this.#variablesOf(fragment.selections, name, scope);
    }
  }

  // The variables that a fragment uses, told at the spread when the operation has no such variable.
  #variablesOf(node, at, scope) {
    if (Array.isArray(node)) {
      node.forEach((child) => this.#variablesOf(child, at, scope));
    } else if (node?.kind === 'variable') {
      scope.used.add(node.name.text);
      if (!scope.variables.has(node.name.text)) {
        this.#say(at, `The fragment ${at.text} uses $${node.name.text}, which the operation does not define.`);
      }
    } else if (node?.kind === 'spread') {
      const inner = this.#fragments.get(node.name.text);
      if (inner !== undefined && !scope.fragments.has(node.name.text)) {
        scope.fragments.add(node.name.text);
        this.#variablesOf(inner.selections, at, scope);
      }
    } else if (node !== null && typeof node === 'object') {
      Object.values(node).forEach((child) => this.#variablesOf(child, at, scope));
    }
  }

  #field({ name, args, selections }, parent, scope) {
    const field = this.#schema.field(parent, name.text);
    if (field === undefined) {
      this.#say(name, `${parent.name} has no field ${name.text}.${nearest(name.text, this.#schema.fieldsOf(parent).map((other) => other.name))}`);
      return;
    }
    if (field.isDeprecated) {
      this.#say(name, `${name.text} is deprecated: ${field.deprecationReason}`, 'warning');
    }
    this.#arguments(args, field.args, name, scope);
    const type = this.#schema.type(named(field.type));
    if (isComposite(type) && selections === null) {
      this.#say(name, `${name.text} is of type ${show(field.type)}: say which fields of it.`);
    } else if (!isComposite(type) && selections !== null) {
      this.#say(name, `${name.text} is of type ${show(field.type)}, which has no fields.`);
    } else if (selections !== null) {
      this.#selections(selections, type, scope);
    }
  }

  #arguments(args, known, owner, scope) {
    const given = new Set();
    for (const { name, value } of args) {
      const arg = known.get(name.text);
      if (arg === undefined) {
        this.#say(name, `${owner.text} has no argument ${name.text}.${nearest(name.text, [...known.keys()])}`);
      } else {
        if (given.has(name.text)) {
          this.#say(name, `The argument ${name.text} is given twice.`);
        }
        checkValue(value, arg.type, this.#schema, scope, (node, message) => this.#say(node, message));
      }
      given.add(name.text);
    }
    const missing = [...known.values()].filter((arg) => isRequired(arg) && !given.has(arg.name)).map((arg) => arg.name);
    if (missing.length > 0) {
      this.#say(owner, `${owner.text} needs the argument ${missing.join(', ')}.`);
    }
  }

  #directives(directives, scope) {
    for (const { name, args } of directives) {
      const directive = this.#schema.directives.get(name.text);
      if (directive === undefined) {
        this.#say(name, `There is no directive @${name.text}.`);
      } else {
        this.#arguments(args, directive.args, name, scope);
      }
    }
  }

  #say({ start, end }, message, severity = 'error') {
    this.problems.push({ start, end, message, severity });
  }
}

// What was perhaps meant: the same letters in another case, or a name that begins or ends the same way.
function nearest(name, names) {
  const low = name.toLowerCase();
  const close = names.find((other) => other.toLowerCase() === low)
    ?? names.find((other) => low.length > 2 && (other.toLowerCase().startsWith(low) || low.startsWith(other.toLowerCase())));
  return close === undefined ? '' : ` Perhaps ${close}?`;
}
