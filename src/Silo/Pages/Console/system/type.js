// One type of grains: its methods, and where its grains are.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { number, rate, seconds } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { empty } from '../kernel/state.js';
import { sortable, table } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { callPlots, methodPlots, methodsTable } from './calls.js';
import { remember } from './grains.js';
import { card, follow, head, recentTile, silentNote, sumOf, tile, timeOf, useColumns, useMeaning, windowChoice, windowLabel } from './parts.js';

export function showType(host, { type }, signal) {
  const window = windowChoice(() => again());
  const [tiles, methods, places, search] = [element('dl', { className: 'tiles' }), element('div'), element('div'), element('p')];
  const methodsNote = element('span');
  const plots = callPlots(signal);
  const note = silentNote();
  const byMethod = methodPlots(signal);
  const [sorting, placesSorting] = [sortable(() => again()), sortable(() => again())];
  fill(host, head('overview', type, 'overview?type=', windowLabel(window)), note.host, tiles,
    element('div', { className: 'grid' },
      card('calls', text('system.callsPerStep'), 'half', plots.count),
      card('latency', text('system.latency'), 'half', plots.time),
      card('methods', text('system.methods'), 'wide', methods, methodsNote),
      card('method-plots', text('system.byMethod'), 'wide', byMethod.host, text('system.byMethodHint')),
      card('places', text('system.bySilo'), 'wide', [places, search], text('system.now'))));

  const show = (answer) => {
    const { calls } = answer;
    note.update(answer.silent);
    const here = answer.activations.filter(({ grainType }) => grainType === type);
    const last = text('system.last', { seconds: seconds(calls.windowSeconds) });
    fill(tiles,
      tile('activations', text('system.activations'), number(sumOf(here, 'activations')), text('system.now')),
      recentTile(sumOf(here, 'recentlyUsed'), sumOf(here, 'activations'), answer.recentSeconds),
      tile('waiting', text('system.waiting'), countOf(sumOf(here, 'waiting')), text('system.waitingHint')),
      tile('running', text('system.running'), countOf(sumOf(here, 'running')), text('system.runningHint')),
      tile('rate', text('system.calls'), rate(calls.total.perSecond), text('system.perSecondLast', { last })),
      tile('failures', text('system.failed'), `${rate(calls.total.failurePercent)} %`, text('system.ofCalls', { count: number(calls.total.count), last })),
      tile('mean', text('system.mean'), timeOf(calls.total, 'meanMilliseconds'), last),
      tile('p50', text('system.p50'), timeOf(calls.total, 'p50Milliseconds'), last),
      tile('p95', text('system.p95'), timeOf(calls.total, 'p95Milliseconds'), last),
      tile('p99', text('system.p99'), timeOf(calls.total, 'p99Milliseconds'), last));
    plots.update(answer.at, calls.steps);
    byMethod.update(answer);
    fill(methodsNote, last);
    fill(methods, methodsTable(calls, 'p95', { sorting }));
    fill(places, here.length === 0 ? empty(text('system.notActive')) : table(text('system.bySilo'), [
      { label: text('system.silo'), head: true, by: ({ silo }) => silo, cell: ({ silo }) => element('a', { href: address('system', 'silos', silo) }, silo) },
      { label: text('system.activations'), numeric: true, by: ({ activations }) => activations, cell: ({ activations }) => number(activations) },
      ...useColumns(answer.recentSeconds),
    ], here, placesSorting), here.length === 0 ? null : useMeaning(answer.recentSeconds));
    const kind = answer.kinds.find(({ grainType }) => grainType === type);
    fill(search, kind === undefined ? null : element('a', { href: address('system', 'grains'), onclick: () => remember(`${kind.category}/`) }, text('system.searchType')));
  };
  const again = follow(methods, () => api.askSystem('overview', { window: window.value, type }, { signal }), show, signal);
}

const countOf = (count) => (count === null ? '–' : number(count));
