// One question to the API, or one command.

import { found, lose } from './connection.js';
import { signOut, token as sessionToken } from './session.js';

export const endpoint = '/graphql';

const kinds = { FORBIDDEN: 'forbidden', NOT_FOUND: 'missing' };

/** What came instead of an answer. `kind`: offline, signedOut, forbidden, missing, server; or refused, an expected failure of a command. */
export class Trouble extends Error {
  constructor(kind, message, details = []) {
    super(message);
    this.kind = kind;
    this.details = details;
  }
}

/** An API client with a token of its own. */
export function client(tokenOf, onSignedOut = () => {}) {
  async function ask(query, variables = {}, signal = undefined) {
    return (await bodyOf(await post(query, variables, signal))).data;
  }

  /** Asks one of the system's pages, which are no part of the GraphQL API. @param content what is posted; it is a question when left out. */
  async function askSystem(path, parameters = {}, { signal, content } = {}) {
    const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== '');
    const query = given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
    return bodyOf(await send(`/console/system/${path}${query}`, content === undefined ? { signal } : {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(content), signal,
    }));
  }

  // A journal that is away is told by 503 with a code: then the server itself can be reached.
  async function bodyOf(response) {
    if (response.status === 401) {
      onSignedOut();
      throw new Trouble('signedOut', 'Signed out.');
    }
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    if (response.status >= 502 && !isJson) {
      lose();
      throw new Trouble('offline', `The server answered with status ${response.status}.`);
    }
    found();
    const body = await read(response);
    if (body.errors !== undefined && body.errors.length > 0) {
      const [{ message, extensions }] = body.errors;
      throw new Trouble(kinds[extensions?.code] ?? 'server', message);
    }
    return body;
  }

  /**
   * Sends a command. The operation id is the caller's: sent again after a lost answer, it finds the first one.
   * @param selection what to give back of the payload.
   * @param errorSelection what to tell of errors beside their message.
   */
  async function command(name, input, selection, errorSelection = '') {
    const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
    const data = await ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} errors { __typename ... on Error { message } ${errorSelection} } } }`,
      { input },
    );
    const payload = data[name];
    if (payload.errors !== null) {
      throw new Trouble('refused', payload.errors.map(({ message }) => message).join(' '), payload.errors);
    }
    return payload;
  }

  /** Fetches a file that only those may see who are signed in. */
  async function fetchFile(path) {
    const response = await send(path, {});
    return response.ok ? response.blob() : bodyOf(response);
  }

  const post = (query, variables, signal) => send(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json;q=0.9' },
    body: JSON.stringify({ query, variables }),
    signal,
  });

  async function send(address, request) {
    try {
      return await fetch(address, { ...request, headers: { ...request.headers, authorization: `Bearer ${tokenOf()}` } });
    } catch (fault) {
      if (fault.name !== 'AbortError') {
        lose();
        throw new Trouble('offline', fault.message);
      }
      throw fault;
    }
  }

  return { ask, askSystem, command, fetchFile, tokenOf };
}

async function read(response) {
  try {
    return await response.json();
  } catch {
    throw new Trouble('server', `The server answered with status ${response.status}, and not with JSON.`);
  }
}

/** The client of who is signed in. */
export const api = client(sessionToken, () => signOut('signIn.ended'));

/** A new idempotency key. */
export const operationId = () => `console-${crypto.randomUUID()}`;
