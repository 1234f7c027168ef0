// Every instrument of this process.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { preciseTime, rate } from '../kernel/format.js';
import { empty } from '../kernel/state.js';
import { table } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { follow, head } from './parts.js';

export function showCounters(host, _, signal) {
  const [list, since] = [element('div', { className: 'card', id: 'counters' }), element('p', { className: 'dim' })];
  const input = element('input', { type: 'search', 'aria-label': text('system.filter'), placeholder: text('system.filter'), autocomplete: 'off', spellcheck: false, oninput: () => draw() });
  let known = null;
  const draw = () => {
    if (known === null) {
      return;
    }
    const wanted = input.value.trim().toLowerCase();
    const shown = known.values.filter(({ meter, name, tags }) => `${meter} ${name} ${tags}`.toLowerCase().includes(wanted));
    fill(since, text('system.countedSince', { time: preciseTime(known.since) }));
    fill(list, shown.length === 0 ? empty(text('system.noCounters')) : table(text('system.tab.counters'), [
      { label: text('system.name'), head: true, cell: ({ meter, name, description }) => element('span', { title: `${meter}: ${description}` }, element('span', { className: 'code' }, name)) },
      { label: text('system.tags'), cell: ({ tags }) => element('span', { className: 'dim' }, tags) },
      { label: text('system.value'), numeric: true, cell: ({ value }) => rate(value) },
      { label: text('system.unit'), cell: ({ unit }) => unit },
      { label: text('system.delta'), numeric: true, cell: ({ delta }) => (delta === 0 ? '' : `${delta > 0 ? '+' : ''}${rate(delta)}`) },
      { label: text('system.count'), numeric: true, cell: ({ count }) => (count === null ? '' : rate(count)) },
    ], shown));
  };
  fill(host, head('counters', text('system.tab.counters'), 'counters'), element('div', { className: 'tools', id: 'order-search' }, element('div', { className: 'search' }, input), since), list);
  follow(list, () => api.askSystem('counters', {}, { signal }), (answer) => {
    known = answer;
    draw();
  }, signal);
}
