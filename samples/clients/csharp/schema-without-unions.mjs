// The C# generator knows interfaces and no unions. Every union of the schema is one of errors, whose members implement Error: in
// C# the interface takes the union's place.
import { readFileSync } from 'node:fs';
import { buildASTSchema, Kind, parse, visit } from 'graphql';

export default function load(pointer) {
  const document = parse(readFileSync(pointer, 'utf8'));
  const unions = new Set(document.definitions.filter((item) => item.kind === Kind.UNION_TYPE_DEFINITION).map((item) => item.name.value));
  return buildASTSchema(
    visit(document, {
      UnionTypeDefinition: () => null,
      NamedType: (node) => (unions.has(node.name.value) ? { ...node, name: { ...node.name, value: 'Error' } } : undefined),
    }),
  );
}
