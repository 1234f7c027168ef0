// Every locker bank, by location, as a drawing.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { repeat } from '../kernel/repeat.js';
import { address } from '../kernel/router.js';
import { empty, failed, loading } from '../kernel/state.js';
import { badge } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { isLocked, isToRetrieve, readBanks } from './banks.js';
import { drawBank, legend } from './drawing.js';
import { reachBadge } from './parts.js';

const againMs = 4_000;

export function showLockers(host, _, signal) {
  const list = element('div', { id: 'banks' }, loading());
  fill(host, element('header', { className: 'page-head' }, element('h1', {}, text('nav.lockers'))), list);
  const read = async () => {
    const { locations } = await api.ask('{ locations { id kind } }', {}, signal);
    const banks = await readBanks(locations.filter(({ kind }) => kind === 'LOCKER_BANK').map(({ id }) => id), signal);
    // A link under the keyboard stays where it is.
    if (!list.contains(document.activeElement)) {
      fill(list, banks.length === 0 ? element('div', { className: 'card' }, empty(text('lockers.none'), text('lockers.noneHint'))) : element('div', { className: 'grid' }, banks.map(cardOf)));
    }
  };
  const again = () => read().catch((fault) => {
    if (fault.kind !== undefined && fault.kind !== 'offline' && !signal.aborted) {
      fill(list, failed(fault, () => again().catch(() => {})));
    }
    throw fault;
  });
  repeat(again, againMs, signal);
}

function cardOf(bank) {
  const toRetrieve = bank.compartments.filter(isToRetrieve).length;
  return element('section', { className: 'card half', 'aria-label': bank.location.name },
    element('h2', {}, element('a', { href: address('lockers', bank.id) }, bank.location.name),
      element('small', {}, toRetrieve > 0 ? badge(text('lockers.toRetrieve', { count: toRetrieve }), 'warn') : null, ' ',
        isLocked(bank) ? badge(text('lockers.locked'), 'wrong') : null, ' ', reachBadge(bank))),
    drawBank(bank),
    legend(bank));
}
