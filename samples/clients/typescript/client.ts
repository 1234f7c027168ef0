import type { TypedDocumentString } from './generated.js';

/** A request that was not carried out: it was malformed, not allowed, or the server was too busy. */
export class Fault extends Error {
  constructor(
    message: string,
    readonly code: string | undefined,
  ) {
    super(message);
  }
}

/** Why a mutation was refused: what every member of a payload's `errors` has. */
export type Refusal = { __typename: string; message: string };

type Answer<TResult> = { data?: TResult | null; errors?: { message: string; extensions?: { code?: string } }[] };

/** Sends the documents of this folder, and knows what each one takes and gives. */
export class Client {
  constructor(
    private readonly url: string,
    private readonly token?: string,
  ) {}

  async send<TResult, TVariables>(document: TypedDocumentString<TResult, TVariables>, variables: TVariables): Promise<TResult> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json',
        'content-type': 'application/json',
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
      },
      body: JSON.stringify({ query: document.toString(), variables }),
    });
    const answer = (await response.json()) as Answer<TResult>;
    const fault = answer.errors?.[0];
    if (fault !== undefined || answer.data === undefined || answer.data === null) {
      throw new Fault(fault?.message ?? `The server answered with ${response.status}.`, fault?.extensions?.code);
    }

    return answer.data;
  }
}

/** The part of a payload that is there when the mutation succeeded. */
export function required<T>(part: T | null, errors: readonly Refusal[] | null): T {
  if (part === null) {
    throw new Error(errors?.map((error) => `${error.__typename}: ${error.message}`).join(' ') ?? 'The answer is empty.');
  }

  return part;
}
