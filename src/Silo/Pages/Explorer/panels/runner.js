// Runs what is chosen, and stops it.

import { byId } from '../dom.js';
import { tellProblems } from '../editor/problems.js';
import { run } from '../transport/operation.js';
import { parseJson } from '../variables/parser.js';
import { Response } from './response.js';
import { showView } from './views.js';

export class Runner {
  #parts;
  #response = new Response();
  #button = byId('run');
  #running = null;

  /** @param parts `{query, variables, headers, choice, history, onVariablesWrong}`. */
  constructor(parts) {
    this.#parts = parts;
    this.#button.addEventListener('click', () => (this.#running === null ? this.run() : this.#stop()));
    byId('copy').addEventListener('click', () => navigator.clipboard.writeText(this.#response.text));
  }

  /** Runs the chosen operation; one that still runs is stopped. */
  async run() {
    const { query, variables, headers, choice, history, onVariablesWrong } = this.#parts;
    const given = readVariables(variables.text);
    if (given === null) {
      onVariablesWrong();
      return;
    }
    this.#stop();
    const running = new AbortController();
    this.#begin(running);
    history.add({ query: query.text, variables: variables.text, operationName: choice.name });
    const { operation = 'query' } = choice.operation ?? {};
    const began = performance.now();
    try {
      await run({ query: query.text, variables: given, operationName: choice.name ?? undefined }, {
        operation,
        headers: headers.all,
        overSocket: byId('transport').value === 'socket',
        signal: running.signal,
        onOpen: () => this.#response.opened(),
        onAnswer: (answer) => this.#answered(answer, operation, performance.now() - began),
      });
      this.#closed(running, operation);
    } catch (failure) {
      if (running.signal.aborted) {
        this.#closed(running, operation);
      } else {
        this.#response.failed(failure.message);
      }
    } finally {
      this.#end(running);
    }
  }

  #answered(answer, operation, milliseconds) {
    if (operation === 'subscription') {
      this.#response.event(answer);
    } else {
      this.#response.answer(answer, milliseconds);
    }
    this.#underline(answer.body?.errors ?? []);
  }

  // Errors that name a place of the document are shown there.
  #underline(errors) {
    const { query } = this.#parts;
    const lines = query.text.split('\n');
    const problems = errors.flatMap(({ message, locations }) => (locations ?? []).map(({ line, column }) => {
      const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
      const word = /^[_0-9A-Za-z]+/.exec(query.text.slice(start))?.[0] ?? ' ';
      return { start, end: start + word.length, message, severity: 'error' };
    }));
    if (problems.length > 0 && query.problems.length === 0) {
      query.show(problems);
      tellProblems(byId('document-problems'), query);
    }
  }

  #begin(running) {
    this.#running = running;
    this.#button.textContent = 'Stop';
    this.#button.classList.add('is-running');
    this.#response.begin();
    showView('response');
  }

  // What a newer run took over is told by that run alone.
  #closed(running, operation) {
    if (this.#running !== running) {
      return;
    }
    if (operation === 'subscription') {
      this.#response.closed(running.signal.aborted ? 'Stopped' : 'Complete');
    } else if (running.signal.aborted) {
      this.#response.stopped();
    }
  }

  #end(running) {
    if (this.#running === running) {
      this.#running = null;
      this.#button.textContent = 'Run';
      this.#button.classList.remove('is-running');
    }
  }

  #stop() {
    this.#running?.abort();
  }
}

// Null when they cannot be sent; the editor says why.
function readVariables(text) {
  if (text.trim() === '') {
    return {};
  }
  const { root } = parseJson(text);
  return root?.kind === 'object' ? JSON.parse(text) : null;
}
