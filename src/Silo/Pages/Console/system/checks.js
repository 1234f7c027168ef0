// What must always hold, looked at now.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { duration, number, preciseTime } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { load } from '../kernel/state.js';
import { badge, table } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { head } from './parts.js';

export function showChecks(host, _, signal) {
  const list = element('div', { className: 'card', id: 'checks', 'aria-live': 'polite' });
  const run = () => {
    fill(list);
    load(list, () => read(signal), signal);
  };
  fill(host, head('checks', text('system.tab.checks'), 'checks', element('button', { type: 'button', className: 'primary', onclick: run }, text('system.checkAgain'))), list);
  run();
}

async function read(signal) {
  const { at, streamsMax, eventsMax, checks } = await api.askSystem('checks', {}, { signal });
  return [
    table(text('system.tab.checks'), [
      { label: text('system.check'), head: true, cell: ({ name }) => text(`system.check.${name}`) },
      { label: text('system.holds'), cell: ({ brokenCount }) => (brokenCount === 0 ? badge(text('system.yes'), 'good') : badge(text('system.broken', { count: number(brokenCount) }), 'wrong')) },
      { label: text('system.looked'), numeric: true, cell: ({ checked }) => number(checked) },
      { label: text('system.passedOver'), numeric: true, cell: ({ passedOver }) => number(passedOver) },
      { label: text('system.took'), numeric: true, cell: ({ milliseconds }) => duration(milliseconds) },
      { label: text('system.where'), cell: ({ broken }) => broken.map(({ stream, what }) => element('div', {}, element('a', { className: 'code', href: address('system', 'grains', stream) }, stream), ` ${what}`)) },
    ], checks),
    element('p', { className: 'dim' }, text('system.checkedAt', { time: preciseTime(at), streams: number(streamsMax), events: number(eventsMax) })),
  ];
}
