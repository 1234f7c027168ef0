// Finds types, fields, arguments and values whose name or description holds every word.

/**
 * @returns {{type: string, member: string | null, description: string}[]} names before descriptions, types and operations
 * before other fields, short before long.
 */
export function search(schema, words) {
  const wanted = words.toLowerCase().split(/\s+/);
  const found = [];
  const roots = new Set(['query', 'mutation', 'subscription'].map((operation) => schema.root(operation)?.name));
  const consider = (type, member, description, more = '') => {
    const name = member ?? type;
    const inName = wanted.every((word) => name.toLowerCase().includes(word));
    if (inName || wanted.every((word) => `${name} ${description ?? ''} ${more}`.toLowerCase().includes(word))) {
      const begins = name.toLowerCase().startsWith(wanted[0]);
      const isWay = member === null || roots.has(type);
      found.push({ type, member, description, rank: (inName ? (begins ? 0 : 1000) : 2000) + (isWay ? 0 : 300) + name.length });
    }
  };
  for (const type of schema.types.values()) {
    if (type.name.startsWith('__')) {
      continue;
    }
    consider(type.name, null, type.description);
    for (const member of [...(type.fields ?? type.inputFields ?? type.enumValues ?? new Map()).values()]) {
      const args = [...(member.args?.values() ?? [])].map(({ name, description }) => `${name} ${description ?? ''}`).join(' ');
      consider(type.name, member.name, member.description, args);
    }
  }
  return found.sort((one, other) => one.rank - other.rank);
}
