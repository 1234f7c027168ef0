// Every product at every location, as a matrix.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { number } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { empty, load } from '../kernel/state.js';
import { toastTrouble } from '../kernel/toast.js';
import { text } from '../kernel/words.js';

const query = `query ($search: String, $after: String) {
  locations { id name kind }
  products(search: $search, first: 30, after: $after) {
    totalCount
    nodes { sku name stockTracked availability { location { id } onHand available safety } }
    pageInfo { hasNextPage endCursor }
  }
}`;

// Fewer than this, and it will soon be gone.
const low = 3;

const typingMs = 250;

export function showStock(host, _, signal) {
  const list = element('div', { className: 'card', 'aria-live': 'polite' });
  const input = element('input', { type: 'search', placeholder: text('stock.search'), 'aria-label': text('stock.search'), autocomplete: 'off', spellcheck: false });
  let typing;
  let asked = new AbortController();
  signal.addEventListener('abort', () => asked.abort());
  const search = () => {
    asked.abort();
    asked = new AbortController();
    load(list, () => read(input.value.trim(), null, asked.signal), asked.signal);
  };
  input.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(search, typingMs);
  });
  fill(host,
    element('header', { className: 'page-head' }, element('h1', {}, text('nav.stock')), element('div', { className: 'search' }, input)),
    list);
  search();
}

async function read(search, after, signal) {
  const { products, locations } = await api.ask(query, { search: search || null, after }, signal);
  if (products.totalCount === 0) {
    return search === '' ? empty(text('stock.none'), text('stock.noneHint')) : empty(text('stock.notFound', { search }), text('stock.notFoundHint'));
  }
  const places = locations.filter(({ id, kind }) => kind !== 'LOCKER_BANK' || products.nodes.some(({ availability }) => availability.some(({ location }) => location.id === id)));
  const body = element('tbody', {}, products.nodes.map((product) => rowOf(product, places)));
  const more = element('div', { className: 'more' });
  const goOn = ({ hasNextPage, endCursor }) => fill(more, hasNextPage ? element('button', {
    type: 'button',
    onclick: async ({ currentTarget: button }) => {
      button.disabled = true;
      try {
        const next = await api.ask(query, { search: search || null, after: endCursor }, signal);
        body.append(...next.products.nodes.map((product) => rowOf(product, places)));
        goOn(next.products.pageInfo);
      } catch (fault) {
        if (signal.aborted) {
          return;
        }
        toastTrouble(fault);
        button.disabled = false;
      }
    },
  }, text('list.more')) : null);
  goOn(products.pageInfo);
  return [
    element('h2', {}, text('stock.available'), element('small', {}, text('stock.count', { count: number(products.totalCount) }))),
    element('div', { className: 'table-host', tabIndex: 0, role: 'region', 'aria-label': text('stock.matrix') },
      element('table', { className: 'matrix' },
        element('caption', { className: 'visually-hidden' }, text('stock.matrix')),
        element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, text('stock.product')), places.map(({ name }) => element('th', { scope: 'col', className: 'cell' }, name)))),
        body)),
    more,
  ];
}

function rowOf({ sku, name, stockTracked, availability }, places) {
  const levels = new Map(availability.map((level) => [level.location.id, level]));
  return element('tr', {},
    element('th', { scope: 'row' }, stockTracked ? element('a', { href: address('stock', sku) }, name) : name, element('div', { className: 'code dim' }, sku)),
    places.map((place) => element('td', { className: 'cell' }, cellOf(sku, place, levels.get(place.id), stockTracked))));
}

function cellOf(sku, place, level, stockTracked) {
  if (!stockTracked) {
    return element('span', { className: 'level level-none' }, text('stock.untracked'));
  }
  if (level === undefined) {
    return element('a', { className: 'level level-none', href: address('stock', sku, place.id), 'aria-label': text('stock.noneAt', { place: place.name }) }, '–');
  }
  const tone = level.available <= 0 ? 'out' : level.available < low ? 'low' : 'good';
  return element('a', { className: `level level-${tone}`, href: address('stock', sku, place.id) },
    number(level.available), element('small', {}, text('stock.ofOnHand', { count: number(level.onHand) })));
}
