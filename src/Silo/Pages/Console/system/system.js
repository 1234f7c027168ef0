// The system at a glance: calls, latency, grains by type, slowest methods, how late the lists are.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { number, rate, seconds } from '../kernel/format.js';
import { sortable } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { callPlots, methodsTable, orderNames, typesTable } from './calls.js';
import { card, follow, head, isOwn, recentTile, silentNote, systemChoice, tile, timeOf, useMeaning, windowChoice, windowLabel } from './parts.js';

const methodsShown = 12;
const lagSecondsMax = 5;

export function showSystem(host, _, signal) {
  const window = windowChoice(() => again());
  const order = element('select', { 'aria-label': text('system.orderBy'), onchange: () => show(known) },
    orderNames.map((name) => element('option', { value: name }, text(`system.by.${name}`))));
  const [tiles, types, methods, facts] = [element('dl', { className: 'tiles' }), element('div'), element('div'), element('p', { className: 'dim' })];
  const [typesNote, methodsNote] = [element('span'), element('span')];
  const plots = callPlots(signal);
  const note = silentNote();
  const own = systemChoice(() => again());
  const sorting = sortable(() => show(known));
  let known = null;

  fill(host, head('overview', text('nav.system'), 'overview', [own.label, windowLabel(window)]), note.host, tiles,
    element('div', { className: 'grid' },
      card('calls', text('system.callsPerStep'), 'half', plots.count),
      card('latency', text('system.latency'), 'half', plots.time),
      card('types', text('system.types'), 'wide', types, typesNote),
      element('section', { className: 'card wide', id: 'methods' }, element('h2', {}, text('system.methods'), element('small', {}, methodsNote), order), methods)),
    facts);

  const show = (answer) => {
    known = answer;
    note.update(answer.silent);
    const { calls, silos, views, kinds, engine, version, store, dashboard, recentSeconds } = answer;
    const shows = (type) => own.isShown() || !isOwn(type, kinds);
    const activations = answer.activations.filter(({ grainType }) => shows(grainType));
    const last = text('system.last', { seconds: seconds(calls.windowSeconds) });
    const lag = Math.max(0, ...views.map(({ lagSeconds }) => lagSeconds));
    fill(tiles,
      tile('activations', text('system.activations'), number(activations.reduce((sum, one) => sum + one.activations, 0)), text('system.now')),
      recentTile(told(silos, 'recentlyUsed'), told(silos, 'activations'), recentSeconds),
      tile('silos', text('system.silos'), number(silos.filter(({ status }) => status === 'Active').length), text('system.activeNow')),
      tile('rate', text('system.calls'), rate(calls.total.perSecond), text('system.perSecondLast', { last })),
      tile('failures', text('system.failed'), `${rate(calls.total.failurePercent)} %`, text('system.ofCalls', { count: number(calls.total.count), last }), calls.total.failures > 0 ? 'is-warn' : ''),
      tile('mean', text('system.mean'), timeOf(calls.total, 'meanMilliseconds'), last),
      tile('p50', text('system.p50'), timeOf(calls.total, 'p50Milliseconds'), last),
      tile('p95', text('system.p95'), timeOf(calls.total, 'p95Milliseconds'), last),
      tile('p99', text('system.p99'), timeOf(calls.total, 'p99Milliseconds'), last),
      tile('lag', text('overview.lag'), seconds(lag), text('overview.lagHint'), lag > lagSecondsMax ? 'is-wrong' : ''));
    plots.update(answer.at, calls.steps);
    fill(typesNote, text('system.typesHint', { last, from: from(answer) }));
    fill(methodsNote, text('system.methodsHint', { count: number(methodsShown), last, from: from(answer) }));
    fill(types, typesTable(answer, own.isShown(), sorting), useMeaning(recentSeconds));
    fill(methods, methodsTable(calls, order.value, { shown: methodsShown, shows }));
    fill(facts, text('system.runs', { engine, version, store }), ' ',
      dashboard === null ? null : element('a', { href: dashboard, id: 'dashboard' }, text('system.dashboard')));
  };
  const again = follow(types, () => api.askSystem('overview', { window: window.value, own: own.isShown() }, { signal }), show, signal);
}

// How many silos told their calls, of those that are active.
const from = ({ calls, silos }) => text('system.ofSilos', { count: number(calls.silos.length), total: number(silos.filter(({ status }) => status === 'Active').length) });

// Of those that answer; null when none does.
const told = (silos, field) => silos.reduce((sum, one) => (one[field] === null ? sum : (sum ?? 0) + one[field]), null);
