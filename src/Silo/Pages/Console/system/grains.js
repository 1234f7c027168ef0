// Grains by the beginning of their ids, found in the journal: nothing is activated by looking.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { number } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { empty, load } from '../kernel/state.js';
import { badge, table } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { head } from './parts.js';

const searchKey = 'console.grainSearch';
const typingMs = 250;

/** What the page searches when it is opened next. */
export const remember = (search) => sessionStorage.setItem(searchKey, search);

export function showGrains(host, _, signal) {
  const list = element('div', { className: 'card', id: 'found' });
  const input = element('input', {
    type: 'search', value: sessionStorage.getItem(searchKey) ?? '', placeholder: text('system.search'), 'aria-label': text('system.search'), autocomplete: 'off', spellcheck: false, maxLength: 300,
  });
  let asked = new AbortController();
  let typing;
  signal.addEventListener('abort', () => asked.abort());

  const search = (after = null) => {
    asked.abort();
    asked = new AbortController();
    const { signal: asking } = asked;
    const wanted = input.value.trim();
    remember(wanted);
    if (wanted === '') {
      fill(list, empty(text('system.searchFirst'), text('system.searchHint')));
      return;
    }
    load(list, async () => {
      const { grains, next } = await api.askSystem('grains', { search: wanted, after }, { signal: asking });
      return [
        found(grains, wanted),
        next === null ? null : element('p', { className: 'more' }, element('button', { type: 'button', onclick: () => search(next) }, text('system.nextPage'))),
      ];
    }, asking);
  };
  input.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => search(), typingMs);
  });
  fill(host, head('grains', text('system.tab.grains'), 'grains'), element('div', { className: 'tools', id: 'order-search' }, element('div', { className: 'search' }, input)), list);
  search();
}

const found = (grains, wanted) => (grains.length === 0 ? empty(text('system.noGrain', { search: wanted }), text('system.searchHint')) : table(text('system.tab.grains'), [
  { label: text('system.grain'), head: true, cell: ({ stream }) => element('a', { className: 'code', href: address('system', 'grains', stream) }, stream) },
  { label: text('system.type'), cell: ({ grainType }) => element('span', { className: 'code' }, grainType) },
  { label: text('system.version'), numeric: true, cell: ({ version }) => number(version) },
  { label: text('system.memory'), cell: ({ silo }) => activeBadge(silo) },
], grains));

export const activeBadge = (silo) => (silo === null ? badge(text('system.asleep')) : badge(text('system.active', { silo }), 'good'));
