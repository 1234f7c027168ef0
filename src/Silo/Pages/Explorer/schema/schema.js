// The schema as the explorer asks for it: by names. Made of the answer to the introspection query.

const text = (name) => ({ kind: 'NON_NULL', name: null, ofType: { kind: 'SCALAR', name, ofType: null } });
const meta = (name, description, type, args = []) => ({ name, description, type, args: byName(args), isDeprecated: false });

const typename = meta('__typename', 'The name of the object\'s type.', text('String'));
const schemaField = meta('__schema', 'The schema itself.', { kind: 'NON_NULL', name: null, ofType: { kind: 'OBJECT', name: '__Schema', ofType: null } });
const typeField = meta('__type', 'One type of the schema.', { kind: 'OBJECT', name: '__Type', ofType: null }, [{ name: 'name', description: 'Its name.', type: text('String'), defaultValue: null }]);

const composite = new Set(['OBJECT', 'INTERFACE', 'UNION']);
const inputs = new Set(['SCALAR', 'ENUM', 'INPUT_OBJECT']);

export class Schema {
  #roots;

  /** @param introspection the `__schema` of the answer. */
  constructor(introspection) {
    this.types = byName(introspection.types.map(prepared));
    this.directives = byName(introspection.directives.map((directive) => ({ ...directive, args: byName(directive.args) })));
    this.#roots = {
      query: introspection.queryType?.name,
      mutation: introspection.mutationType?.name,
      subscription: introspection.subscriptionType?.name,
    };
  }

  /** @returns the type's definition; undefined when there is none. */
  type(name) {
    return this.types.get(name);
  }

  /** @returns the type that an operation begins at; undefined when the schema has no such operation. */
  root(operation) {
    return this.types.get(this.#roots[operation]);
  }

  /** Those of a type that a selection may name, with what every type has. */
  fieldsOf(type) {
    if (!isComposite(type)) {
      return [];
    }
    const extra = type === this.root('query') ? [typename, schemaField, typeField] : [typename];
    return [...(type.fields?.values() ?? []), ...extra];
  }

  field(type, name) {
    return type?.fields?.get(name) ?? this.fieldsOf(type).find((field) => field.name === name);
  }

  /** Names of the object types that a value of this type can be. */
  possibleTypes(type) {
    return new Set(type.kind === 'OBJECT' ? [type.name] : (type.possibleTypes ?? []).map((possible) => possible.name));
  }

  /** Whether a fragment on one can ever match where the other is. */
  overlap(one, other) {
    const possible = this.possibleTypes(one);
    return [...this.possibleTypes(other)].some((name) => possible.has(name));
  }
}

export const isComposite = (type) => type !== undefined && composite.has(type.kind);
export const isInput = (type) => type !== undefined && inputs.has(type.kind);

/** The type inside of all lists and non-nulls. */
export function named(ref) {
  let type = ref;
  while (type?.ofType) {
    type = type.ofType;
  }
  return type?.name;
}

/** A reference as GraphQL writes it, such as `[StockItem!]!`. */
export function show(ref) {
  if (ref.kind === 'NON_NULL') {
    return `${show(ref.ofType)}!`;
  }
  return ref.kind === 'LIST' ? `[${show(ref.ofType)}]` : ref.name;
}

export const isRequired = ({ type, defaultValue }) => type.kind === 'NON_NULL' && defaultValue === null;

/** The reference without its outer non-null. */
export const nullable = (ref) => (ref?.kind === 'NON_NULL' ? ref.ofType : ref);

/** What an item of it is; undefined when it is no list. */
export const itemOf = (ref) => (nullable(ref)?.kind === 'LIST' ? nullable(ref).ofType : undefined);

function prepared(type) {
  return {
    ...type,
    fields: type.fields && byName(type.fields.map((field) => ({ ...field, args: byName(field.args) }))),
    inputFields: type.inputFields && byName(type.inputFields),
    enumValues: type.enumValues && byName(type.enumValues),
  };
}

function byName(items) {
  return new Map(items.map((item) => [item.name, item]));
}
