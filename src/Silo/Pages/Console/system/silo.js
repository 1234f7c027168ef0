// One silo: what it holds and takes, now and over the last minutes, and how its calls came.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { age, bytes, dateTime, number, rate, seconds } from '../kernel/format.js';
import { address as pageOf } from '../kernel/router.js';
import { empty } from '../kernel/state.js';
import { badge, facts, sortable, table } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { callPlots } from './calls.js';
import { historyPlots } from './history.js';
import { metadataOf } from './metadata.js';
import { card, follow, head, isOwn, recentTile, silentNote, systemChoice, tile, useColumns, useMeaning } from './parts.js';

export function showSilo(host, { silo }, signal) {
  const [tiles, about, types, origins, metadata] = [element('dl', { className: 'tiles' }), element('div'), element('div'), element('div'), element('div')];
  const own = systemChoice(() => again());
  const plots = historyPlots(signal, silo);
  const calls = callPlots(signal);
  const sorting = sortable(() => again());
  const note = silentNote();
  fill(host, head('silos', silo, 'overview, history', own.label), note.host, tiles,
    element('div', { className: 'grid' },
      card('history', text('system.history'), 'wide', plots.host),
      card('calls', text('system.callsPerStep'), 'half', calls.count), card('latency', text('system.latency'), 'half', calls.time),
      card('types', text('system.activations'), 'half', types, text('system.now')),
      element('div', { className: 'stack half' },
        card('about', text('system.silo'), '', about),
        card('metadata', text('system.metadata'), '', metadata, text('system.metadataHint')),
        card('origins', text('system.origins'), '', origins, text('system.originsHint')))));
  const overviewOf = async () => {
    try {
      return await api.askSystem('overview', { window: 300, own: true, silo }, { signal });
    } catch (fault) {
      if (fault.kind === 'missing') {
        return null;
      }
      throw fault;
    }
  };
  const ask = async () => {
    const [overview, history] = await Promise.all([overviewOf(), api.askSystem('history', {}, { signal })]);
    return { overview, history };
  };
  const again = follow(types, ask, ({ overview, history }) => {
    plots.update(history);
    if (overview === null) {
      note.update([]);
      [tiles, about, origins, metadata].forEach((part) => fill(part));
      fill(types, empty(text('system.noSilo', { silo }), text('system.noSiloHint')));
      return;
    }
    const member = overview.silos.find(({ address }) => address === silo);
    calls.update(overview.at, overview.calls.steps);
    note.update(overview.silent.filter((one) => one === silo));
    const unknown = (value, format) => (value === null ? '–' : format(value));
    fill(tiles,
      tile('state', text('orders.state'), member.status, text('system.now'), member.status === 'Active' && !member.isOverloaded ? '' : 'is-wrong'),
      tile('activations', text('system.activations'), unknown(member.activations, number), text('system.grainsNow')),
      recentTile(member.recentlyUsed, member.activations, overview.recentSeconds),
      tile('cpu', text('system.cpu'), unknown(member.cpuPercent, (value) => `${rate(value)} %`), text('system.ofAllCores')),
      tile('memory', text('system.memoryTaken'), unknown(member.memoryBytes, bytes), text('system.now')),
      tile('uptime', text('system.uptime'), age(member.startedAt, overview.at), text('system.sinceStartAt', { time: dateTime(member.startedAt) })));
    fill(about, facts([
      [text('system.address'), element('span', { className: 'code' }, member.address)], [text('system.name'), member.name], [text('system.machine'), member.host],
      [text('orders.state'), member.isOverloaded ? badge(text('system.overloaded'), 'wrong') : badge(member.status, member.status === 'Active' ? 'good' : 'warn')],
      [text('system.aliveAt'), dateTime(member.aliveAt)], [text('system.zones'), member.zones], [text('system.this'), member.isThis ? text('system.yes') : text('system.no')],
    ]));
    fill(metadata, metadataOf(member.metadata));
    const here = overview.activations.filter((one) => one.silo === silo && (own.isShown() || !isOwn(one.grainType, overview.kinds)));
    fill(types, here.length === 0 ? empty(text('system.notActive')) : table(text('system.activations'), [
      { label: text('system.type'), head: true, by: ({ grainType }) => grainType, cell: ({ grainType }) => [element('a', { className: 'code', href: pageOf('system', 'types', grainType) }, grainType), isOwn(grainType, overview.kinds) ? [' ', badge(text('system.ownTag'))] : null] },
      { label: text('system.activations'), numeric: true, by: ({ activations }) => activations, cell: ({ activations }) => number(activations) },
      ...useColumns(overview.recentSeconds),
    ], here, sorting), here.length === 0 ? null : useMeaning(overview.recentSeconds));
    fill(origins, originsOf(overview, own.isShown()));
  }, signal);
}

// Counted where the calls arrive, where there is a network between grains.
function originsOf({ calls, kinds }, showsOwn) {
  const shown = calls.origins.filter(({ type }) => showsOwn || !isOwn(type, kinds));
  if (shown.length === 0) {
    return empty(text(calls.silos.length > 0 ? 'system.oneProcess' : 'system.otherProcess'));
  }
  return table(text('system.origins'), [
    { label: text('system.type'), head: true, cell: ({ type }) => element('span', { className: 'code' }, type) },
    { label: text('system.fromHere'), numeric: true, cell: ({ here }) => number(here) },
    { label: text('system.fromElsewhere'), numeric: true, cell: ({ elsewhere, elsewherePercent }) => `${number(elsewhere)} · ${rate(elsewherePercent)} %` },
    { label: text('overview.window'), numeric: true, cell: () => seconds(calls.windowSeconds) },
  ], shown);
}
