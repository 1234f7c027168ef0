// One question to the API, or one command.

import { found, lose } from './connection.js';
import { signOut, token as sessionToken } from './session.js';

export const endpoint = '/graphql';

/** What came instead of an answer. `kind`: offline, signedOut, forbidden, server; or refused, an expected failure of a command. */
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
    const response = await post(query, variables, signal);
    if (response.status === 401) {
      onSignedOut();
      throw new Trouble('signedOut', 'Signed out.');
    }
    if (response.status >= 502) {
      lose();
      throw new Trouble('offline', `The server answered with status ${response.status}.`);
    }
    found();
    const body = await read(response);
    if (body.errors !== undefined && body.errors.length > 0) {
      const [{ message, extensions }] = body.errors;
      throw new Trouble(extensions?.code === 'FORBIDDEN' ? 'forbidden' : 'server', message);
    }
    return body.data;
  }

  /**
   * Sends a command. The operation id is the caller's: sent again after a lost answer, it finds the first one.
   * @param selection what to give back of the payload.
   */
  async function command(name, input, selection) {
    const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
    const data = await ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} errors { __typename ... on Error { message } } } }`,
      { input },
    );
    const payload = data[name];
    if (payload.errors !== null) {
      throw new Trouble('refused', payload.errors.map(({ message }) => message).join(' '), payload.errors);
    }
    return payload;
  }

  async function post(query, variables, signal) {
    try {
      return await fetch(endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
          authorization: `Bearer ${tokenOf()}`,
        },
        body: JSON.stringify({ query, variables }),
        signal,
      });
    } catch (fault) {
      if (fault.name !== 'AbortError') {
        lose();
        throw new Trouble('offline', fault.message);
      }
      throw fault;
    }
  }

  return { ask, command, tokenOf };
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
