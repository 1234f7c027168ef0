// The processes that hold grains, and what this one takes of its machine.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { age, bytes, dateTime, number, rate } from '../kernel/format.js';
import { badge, facts, table } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { card, follow, head, tile } from './parts.js';

export function showSilos(host, _, signal) {
  const [list, tiles, about, services] = [element('div'), element('dl', { className: 'tiles' }), element('div'), element('div')];
  fill(host, head('silos', text('system.tab.silos')),
    element('div', { className: 'stack' },
      card('silos', text('system.silos'), '', list), tiles,
      element('div', { className: 'grid' },
        card('about', text('system.process'), 'half', about),
        card('services', text('system.services'), 'half', services, text('system.servicesHint')))));
  const ask = async () => {
    const [overview, process] = await Promise.all([api.askSystem('overview', { window: 60 }, { signal }), api.askSystem('process', {}, { signal })]);
    return { overview, ...process };
  };
  follow(list, ask, ({ overview, process, version, services: started }) => {
    const unknown = (value, format) => (value === null ? '–' : format(value));
    fill(list, table(text('system.silos'), [
      { label: text('system.address'), head: true, cell: ({ address, isThis }) => [element('span', { className: 'code' }, address), isThis ? [' ', badge(text('system.this'), 'note')] : null] },
      { label: text('system.name'), cell: ({ name }) => name },
      { label: text('system.machine'), cell: ({ host: machine }) => machine },
      { label: text('orders.state'), cell: ({ status, isOverloaded }) => (isOverloaded ? badge(text('system.overloaded'), 'wrong') : badge(status, status === 'Active' ? 'good' : 'warn')) },
      { label: text('system.uptime'), cell: ({ startedAt }) => age(startedAt, overview.at) },
      { label: text('system.aliveAt'), cell: ({ aliveAt }) => element('time', { dateTime: aliveAt }, dateTime(aliveAt)) },
      { label: text('system.activations'), numeric: true, cell: ({ activations }) => unknown(activations, number) },
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
    fill(services, element('ol', { className: 'steps' }, started.map((name) => element('li', { className: 'code' }, name.split('.').at(-1).split('+').at(-1)))));
  }, signal);
}
