// The question that every GraphQL server answers about itself.

const typeRef = (depth) => (depth === 0 ? 'kind name' : `kind name ofType { ${typeRef(depth - 1)} }`);
const type = `type { ${typeRef(7)} }`;
const input = `name description ${type} defaultValue isDeprecated deprecationReason`;

export const introspectionQuery = `query Introspection {
  __schema {
    description
    queryType { name } mutationType { name } subscriptionType { name }
    directives { name description locations isRepeatable args(includeDeprecated: true) { ${input} } }
    types {
      kind name description specifiedByURL isOneOf
      fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ${input} } ${type} isDeprecated deprecationReason }
      inputFields(includeDeprecated: true) { ${input} }
      enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
      interfaces { name } possibleTypes { name }
    }
  }
}`;
