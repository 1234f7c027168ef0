// The processes that hold grains, and what this one takes of its machine.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { age, bytes, dateTime, number, rate, seconds } from '../kernel/format.js';
import { address as pageOf } from '../kernel/router.js';
import { badge, facts, table } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { historyPlots } from './history.js';
import { card, follow, head, silentNote, tile } from './parts.js';

export function showSilos(host, _, signal) {
  const [list, zones, tiles, about] = [element('div'), element('div'), element('dl', { className: 'tiles' }), element('div')];
  const note = silentNote();
  const plots = historyPlots(signal);
  fill(host, head('silos', text('system.tab.silos'), 'overview, process, history'),
    element('div', { className: 'stack' }, note.host,
      card('silos', text('system.silos'), '', list, text('system.now')),
      card('zones', text('system.zoneMap'), '', zones, text('system.zoneMapHint')),
      card('history', text('system.history'), '', plots.host), element('h2', {}, text('system.process')), tiles,
      element('div', { className: 'grid' },
        card('about', text('system.process'), 'wide', about))));
  const ask = async () => {
    const [overview, process, history] = await Promise.all([
      api.askSystem('overview', { window: 60 }, { signal }), api.askSystem('process', {}, { signal }), api.askSystem('history', {}, { signal }),
    ]);
    return { overview, history, ...process };
  };
  follow(list, ask, ({ overview, history, process, version }) => {
    plots.update(history);
    note.update(overview.silent);
    fill(zones, zonesOf(overview.silos));
    const unknown = (value, format) => (value === null ? '–' : format(value));
    fill(list, table(text('system.silos'), [
      { label: text('system.address'), head: true, cell: ({ address, isThis }) => [element('a', { className: 'code', href: pageOf('system', 'silos', address) }, address), isThis ? [' ', badge(text('system.this'), 'note')] : null] },
      { label: text('system.name'), cell: ({ name }) => name },
      { label: text('system.machine'), cell: ({ host: machine }) => machine },
      { label: text('orders.state'), cell: ({ address, status, isOverloaded }) => (overview.silent.includes(address) ? badge(text('system.isSilent'), 'wrong') : isOverloaded ? badge(text('system.overloaded'), 'wrong') : badge(status, status === 'Active' ? 'good' : 'warn')) },
      { label: text('system.uptime'), cell: ({ startedAt }) => age(startedAt, overview.at) },
      { label: text('system.aliveAt'), cell: ({ aliveAt }) => element('time', { dateTime: aliveAt }, dateTime(aliveAt)) },
      { label: text('system.activations'), numeric: true, cell: ({ activations }) => unknown(activations, number) },
      { label: text('system.recentOf', { seconds: seconds(overview.recentSeconds) }), numeric: true, cell: ({ recentlyUsed }) => unknown(recentlyUsed, number) },
      { label: text('system.cpu'), numeric: true, cell: ({ cpuPercent }) => unknown(cpuPercent, (value) => `${rate(value)} %`) },
      { label: text('system.memoryTaken'), numeric: true, cell: ({ memoryBytes }) => unknown(memoryBytes, bytes) },
      { label: text('system.zones'), cell: ({ zones }) => zones },
    ], overview.silos));
    fill(tiles,
      tile('cpu', text('system.cpu'), `${rate(process.cpuPercent)} %`, text('system.ofCores', { cores: process.cores })),
      tile('working-set', text('system.workingSet'), bytes(process.workingSetBytes), text('system.ofMemory', { limit: bytes(process.memoryLimitBytes) })),
      tile('heap', text('system.heap'), bytes(process.heapBytes), text('system.lastCollection')),
      tile('pause', text('system.gcPause'), `${rate(process.gcPausePercent)} %`, text('system.sinceBegin')),
      tile('threads', text('system.threads'), number(process.threads), text('system.now')),
      tile('queue', text('system.queuedWork'), number(process.queuedWork), text('system.now')));
    fill(about, facts([
      [text('system.softwareVersion'), version], [text('system.runtime'), process.runtime], [text('system.operatingSystem'), process.system], [text('system.machine'), process.machine],
      [text('system.processId'), String(process.processId)], [text('system.startedAt'), dateTime(process.startedAt)],
      [text('system.collections'), process.collections.map((count) => number(count)).join(' / ')], [text('system.contentions'), number(process.lockContentions)],
    ]));
  }, signal);
}

// Where silos would fail together, and where they are renewed together.
function zonesOf(silos) {
  const places = silos.map(({ name, status, zones }) => ({ name, status, fault: zones.split('/')[0], update: zones.split('/')[1] }));
  const names = (field) => [...new Set(places.map((place) => place[field]))].sort();
  return table(text('system.zoneMap'), [
    { label: text('system.faultZone'), head: true, cell: (fault) => fault },
    ...names('update').map((update) => ({ label: text('system.updateZone', { name: update }), cell: (fault) => places.filter((place) => place.fault === fault && place.update === update).map(({ name, status }) => [badge(name, status === 'Active' ? 'good' : 'warn'), ' ']) })),
  ], names('fault'));
}
