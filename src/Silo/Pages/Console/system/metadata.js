// What a silo says of itself: how it is made, where it runs, and the settings that were given to it.

import { element } from '../kernel/dom.js';
import { bytes } from '../kernel/format.js';
import { empty } from '../kernel/state.js';
import { facts, table } from '../kernel/table.js';
import { text } from '../kernel/words.js';

const named = ['version', 'engine', 'environment', 'runtime', 'system', 'architecture', 'machine', 'process', 'cores', 'memory', 'collector'];
const settingPrefix = 'setting ';

/** @param told by name; null when the silo says nothing. */
export function metadataOf(told) {
  if (told === null) {
    return empty(text('system.noMetadata'));
  }
  const settings = Object.keys(told).filter((name) => name.startsWith(settingPrefix)).sort();
  return element('div', { className: 'stack' },
    facts(named.filter((name) => told[name] !== undefined).map((name) => [text(`system.metadata.${name}`), name === 'memory' ? bytes(Number(told[name])) : told[name]])),
    element('h3', {}, text('system.settings')),
    settings.length === 0 ? element('p', { className: 'dim' }, text('system.noSettings')) : [
      table(text('system.settings'), [
        { label: text('system.name'), head: true, cell: (name) => element('span', { className: 'code' }, name.slice(settingPrefix.length)) },
        { label: text('system.value'), cell: (name) => told[name] },
      ], settings),
      element('p', { className: 'dim' }, text('system.settingsHint'))]);
}
