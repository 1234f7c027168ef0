// One grain as the journal knows it: its events, its state at any version or time, whether it is in memory, and how to end that.

import { api } from '../kernel/api.js';
import { ask } from '../kernel/dialog.js';
import { element, fill } from '../kernel/dom.js';
import { dayTime, number } from '../kernel/format.js';
import { empty, load } from '../kernel/state.js';
import { facts } from '../kernel/table.js';
import { toast } from '../kernel/toast.js';
import { text } from '../kernel/words.js';
import { activeBadge } from './grains.js';
import { card, head } from './parts.js';

const reasonMax = 200;

export function showGrain(host, { stream }, signal) {
  const [about, events, state] = [element('div'), element('div'), element('div', { 'aria-live': 'polite' })];
  const version = element('input', { type: 'number', min: 0, step: 1, inputMode: 'numeric' });
  const at = element('input', { type: 'datetime-local', step: 1 });
  const askState = () => load(state, () => stateOf(stream, version.value, at.value, signal), signal);
  const form = element('form', { className: 'tools', onsubmit: (event) => {
    event.preventDefault();
    fill(state);
    askState();
  } },
  element('label', {}, text('system.atVersion'), version), element('label', {}, text('system.asOf'), at), element('button', { type: 'submit' }, text('system.show')));

  // Whether somebody ended its activation here: on a cluster, the directory may go on naming the silo for a while.
  let isEnded = false;
  const ended = () => {
    isEnded = true;
    read();
  };
  const read = () => load(about, async () => {
    const answer = await api.askSystem('grain', { stream }, { signal });
    const list = element('ol', { className: 'journal' });
    const more = element('p', { className: 'more' });
    const grow = (page) => {
      list.append(...page.map((event) => eventOf(event, (wanted) => {
        version.value = wanted;
        at.value = '';
        fill(state);
        askState();
      })));
      const oldest = page.at(-1)?.version ?? 1;
      fill(more, oldest <= 1 ? null : element('button', { type: 'button', onclick: async () => {
        try {
          grow((await api.askSystem('grain', { stream, before: oldest }, { signal })).events);
        } catch (fault) {
          if (fault.kind === undefined) {
            throw fault;
          }
          toast(fault.message);
        }
      } }, text('list.more')));
    };
    grow(answer.events);
    fill(events, list, more);
    return [
      facts([
        [text('system.type'), answer.grainType],
        [text('system.version'), number(answer.version)],
        [text('system.memory'), activeBadge(answer.silo)],
      ]),
      answer.silo === null ? element('p', { className: 'dim' }, text('system.asleepHint')) : element('div', { className: 'actions' },
        element('button', { type: 'button', className: 'danger', onclick: () => deactivate(stream, ended) }, text('system.deactivate'))),
      isEnded && answer.silo !== null ? element('p', { className: 'dim' }, text('system.directoryHint')) : null,
    ];
  }, signal);

  fill(host, head('grains', stream, 'grain, grain/state'),
    element('div', { className: 'grid' },
      element('div', { className: 'stack half' },
        card('about', text('system.grain'), '', about),
        card('state', text('system.state'), '', [form, state])),
      card('journal', text('system.events'), 'half', events, text('system.newestFirst'))));
  read();
  askState();
}

async function stateOf(stream, version, at, signal) {
  const time = at === '' ? null : new Date(at).toISOString();
  const answer = await api.askSystem('grain/state', { stream, version, at: time }, { signal });
  return [
    element('p', { className: 'dim' }, text('system.stateAt', { version: number(answer.version), newest: number(answer.newest) })),
    answer.version === 0 ? empty(text('system.noState')) : json(answer.state),
  ];
}

const json = (value) => element('pre', { className: 'json', tabIndex: 0, 'aria-label': text('system.json'), role: 'region' }, JSON.stringify(value, null, 2));

function eventOf({ version, type, at, metadata, payload }, onState) {
  const { subject, role, operationId, correlationId, channel } = metadata;
  return element('li', {}, element('details', {},
    element('summary', {}, element('span', { className: 'numeric' }, number(version)), ' ', element('span', { className: 'code' }, type), ' ',
      element('time', { className: 'dim', dateTime: at }, dayTime(at))),
    facts([
      [text('item.who'), subject === undefined || subject === null ? null : `${subject} · ${(role ?? '').toLowerCase()}`],
      [text('orders.channel'), channel], [text('system.operation'), operationId], [text('system.correlation'), correlationId],
    ]),
    json(payload),
    element('button', { type: 'button', onclick: () => onState(version) }, text('system.stateHere', { version: number(version) }))));
}

function deactivate(stream, changed) {
  ask({
    title: text('system.deactivateTitle'),
    fields: [{ name: 'reason', label: text('action.reason'), maxLength: reasonMax, hint: text('system.deactivateHint') }],
    summary: () => text('system.deactivateSummary', { stream }),
    action: text('system.deactivate'),
    danger: true,
    send: async ({ reason }) => {
      const answer = await api.askSystem('grain/deactivate', {}, { content: { stream, reason } });
      changed();
      return answer;
    },
    done: ({ outcome }) => text(outcome === 'deactivated' ? 'system.deactivated' : 'system.wasAsleep'),
  });
}
