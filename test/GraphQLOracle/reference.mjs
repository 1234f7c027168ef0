// Answers each line of JSON {sdl, document, operationName, variables, data} with what the reference implementation makes of it:
// {stage, rules, results}. README.md says what the values of `data` mean.
import { createInterface } from 'node:readline';
import { buildSchema, execute, getOperationAST, parse, specifiedRules, subscribe, validate } from 'graphql';

// Rules for what the September 2025 edition does not have: @defer, @stream, and a limit of the implementation's own.
const rules = specifiedRules.filter((rule) => !/Stream|MaxIntrospectionDepth/.test(rule.name));
const schemas = new Map();

function schemaOf(sdl) {
  if (!schemas.has(sdl)) {
    schemas.set(sdl, buildSchema(sdl));
  }
  return schemas.get(sdl);
}

function resolved(value, args) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return value;
  }
  if ('$args' in value) {
    return args;
  }
  if ('$arg' in value) {
    return args[value.$arg];
  }
  if ('$error' in value) {
    throw new Error(value.$error);
  }
  if ('$async' in value) {
    return new Promise((done) => setImmediate(done)).then(() => resolved(value.$async, args));
  }
  return value;
}

const fieldResolver = (source, args, _context, info) => resolved(source?.[info.fieldName], args);

function subscribeFieldResolver(source, args, _context, info) {
  const events = resolved(source?.[info.fieldName], args) ?? [];
  return (async function* () {
    yield* events;
  })();
}

function shown(result) {
  return {
    data: result.data,
    errors: (result.errors ?? []).map((error) => ({ locations: error.locations, path: error.path })),
  };
}

async function answer({ sdl, document, operationName, variables, data }) {
  const schema = schemaOf(sdl);
  let parsed;
  try {
    // The implementation is ahead of its time here: a selection set has selections.
    parsed = parse(document, { allowEmptySelectionSets: false });
  } catch (error) {
    return { stage: 'syntax', message: error.message };
  }

  const broken = rules.filter((rule) => validate(schema, parsed, [rule]).length > 0);
  if (broken.length > 0) {
    return { stage: 'validation', rules: broken.map((rule) => rule.name) };
  }

  const args = {
    schema,
    document: parsed,
    operationName: operationName ?? undefined,
    variableValues: variables ?? undefined,
    rootValue: data ?? {},
    fieldResolver,
    subscribeFieldResolver,
  };
  const results = [];
  if (getOperationAST(parsed, operationName)?.operation === 'subscription') {
    const events = await subscribe(args);
    if (Symbol.asyncIterator in events) {
      for await (const result of events) {
        results.push(shown(result));
      }
    } else {
      results.push(shown(events));
    }
  } else {
    results.push(shown(await execute(args)));
  }

  return results.length === 1 && results[0].data === undefined
    ? { stage: 'request', message: String(results[0].errors.length) }
    : { stage: 'executed', results };
}

for await (const line of createInterface({ input: process.stdin })) {
  let response;
  try {
    response = await answer(JSON.parse(line));
  } catch (error) {
    response = { stage: 'fault', message: String(error.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(response)}\n`);
}
