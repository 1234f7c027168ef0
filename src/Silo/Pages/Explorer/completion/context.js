// What can stand at a place of a document: reads the tokens before it as far as they go, and says what would be next.

import { isComposite, itemOf, named } from '../schema/schema.js';

class Reached extends Error {
  constructor(context) {
    super();
    this.context = context;
  }
}

/**
 * @param tokens those before the place, without comments and without the word that is being typed.
 * @returns {{kind: string}} with what the kind needs: `parent` (type), `args` and `used`, `type` (reference), `location`.
 */
export function contextOf(tokens, schema) {
  try {
    new Reader(tokens, schema).document();
  } catch (reached) {
    if (reached instanceof Reached) {
      return reached.context;
    }
    throw reached;
  }
  return { kind: 'nothing' };
}

class Reader {
  #tokens;
  #next = 0;
  #schema;

  constructor(tokens, schema) {
    this.#tokens = tokens;
    this.#schema = schema;
  }

  document() {
    for (;;) {
      const { text } = this.#need({ kind: 'definition' });
      if (text === '{') {
        this.#selections(this.#schema.root('query'));
      } else if (text === 'fragment') {
        this.#fragment();
      } else if (['query', 'mutation', 'subscription'].includes(text)) {
        this.#operation(text);
      } else {
        this.#next++;
      }
    }
  }

  #operation(operation) {
    this.#next++;
    if (this.#need().kind === 'name') {
      this.#next++;
    }
    for (;;) {
      const { text } = this.#need();
      if (text === '(') {
        this.#variables();
      } else if (text === '@') {
        this.#directive(operation.toUpperCase());
      } else if (text === '{') {
        this.#selections(this.#schema.root(operation));
        return;
      } else {
        return;
      }
    }
  }

  #variables() {
    this.#next++;
    let type = null;
    for (;;) {
      const { text, kind } = this.#need();
      if (text === ')') {
        this.#next++;
        return;
      }
      if (text === '{') {
        return;
      }
      if (text === ':') {
        type = this.#variableType();
      } else if (text === '=') {
        this.#next++;
        this.#value(type);
      } else if (text === '@') {
        this.#directive('VARIABLE_DEFINITION');
      } else if (kind === 'name' || text === '$' || text === '!' || text === ']') {
        this.#next++;
      } else {
        return;
      }
    }
  }

  #variableType() {
    this.#next++;
    let lists = 0;
    while (this.#need({ kind: 'inputType' }).text === '[') {
      this.#next++;
      lists++;
    }
    const { text, kind } = this.#need({ kind: 'inputType' });
    if (kind === 'name') {
      this.#next++;
    }
    const definition = this.#schema.type(text);
    let type = definition === undefined ? null : { kind: definition.kind, name: text, ofType: null };
    for (; type !== null && lists > 0; lists--) {
      type = { kind: 'LIST', name: null, ofType: type };
    }
    return type;
  }

  #fragment() {
    this.#next++;
    this.#need();
    this.#next++;
    if (this.#need({ kind: 'on' }).text === 'on') {
      this.#next++;
    }
    const type = this.#schema.type(this.#need({ kind: 'typeCondition', parent: null }).text);
    this.#next++;
    this.#directives('FRAGMENT_DEFINITION');
    if (this.#need().text === '{') {
      this.#selections(type);
    }
  }

  #selections(parent) {
    this.#next++;
    for (;;) {
      const { text, kind } = this.#need({ kind: 'selection', parent });
      if (text === '}') {
        this.#next++;
        return;
      }
      if (text === '...') {
        this.#spread(parent);
      } else if (kind === 'name') {
        this.#field(parent);
      } else if (text === '{') {
        this.#selections(undefined);
      } else if (text === '(') {
        this.#arguments(new Map());
      } else {
        this.#next++;
      }
    }
  }

  #field(parent) {
    let name = this.#tokens[this.#next++].text;
    if (this.#sees(':')) {
      this.#next++;
      const token = this.#need({ kind: 'field', parent });
      if (token.kind === 'name') {
        name = token.text;
        this.#next++;
      }
    }
    const field = this.#schema.field(parent, name);
    if (this.#sees('(')) {
      this.#arguments(field?.args ?? new Map());
    }
    this.#directives('FIELD');
    if (this.#sees('{')) {
      this.#selections(this.#schema.type(named(field?.type)));
    }
  }

  #spread(parent) {
    this.#next++;
    const token = this.#need({ kind: 'spread', parent });
    let type = parent;
    if (token.text === 'on') {
      this.#next++;
      type = this.#schema.type(this.#need({ kind: 'typeCondition', parent }).text);
      this.#next++;
      this.#directives('INLINE_FRAGMENT');
    } else {
      if (token.kind === 'name') {
        this.#next++;
      }
      this.#directives(token.kind === 'name' ? 'FRAGMENT_SPREAD' : 'INLINE_FRAGMENT');
    }
    if (this.#sees('{')) {
      this.#selections(type);
    }
  }

  #directives(location) {
    while (this.#sees('@')) {
      this.#directive(location);
    }
  }

  #directive(location) {
    this.#next++;
    const token = this.#need({ kind: 'directive', location });
    if (token.kind !== 'name') {
      return;
    }
    this.#next++;
    if (this.#sees('(')) {
      this.#arguments(this.#schema.directives.get(token.text)?.args ?? new Map());
    }
  }

  #arguments(args) {
    this.#pairs(args, 'argument', ')');
  }

  // Names with values, up to the closing bracket: arguments, or the fields of an input object.
  #pairs(args, kind, close) {
    this.#next++;
    const used = new Set();
    for (;;) {
      const token = this.#need({ kind, args, used });
      if (token.text === close) {
        this.#next++;
        return;
      }
      if (token.text === '{' || token.text === '}') {
        return;
      }
      this.#next++;
      if (token.kind === 'name') {
        used.add(token.text);
      }
      if (this.#sees(':')) {
        this.#next++;
        this.#value(args.get(token.text)?.type);
      }
    }
  }

  #value(type) {
    const { text } = this.#need({ kind: 'value', type });
    if (text === '[') {
      this.#next++;
      while (this.#need({ kind: 'value', type: itemOf(type) }).text !== ']') {
        this.#value(itemOf(type));
      }
      this.#next++;
    } else if (text === '{') {
      this.#pairs(this.#schema.type(named(type))?.inputFields ?? new Map(), 'inputField', '}');
    } else if (text === '$') {
      this.#next++;
      this.#need({ kind: 'variable', type });
      this.#next++;
    } else {
      this.#next++;
    }
  }

  #sees(text) {
    return this.#tokens[this.#next]?.text === text;
  }

  #need(context = { kind: 'nothing' }) {
    const token = this.#tokens[this.#next];
    if (token === undefined) {
      throw new Reached(context);
    }
    return token;
  }
}

/** Whether a fragment on the type could match where the parent is. */
export function canNarrow(schema, parent, type) {
  return isComposite(type) && (parent === null || parent === undefined || schema.overlap(parent, type));
}
