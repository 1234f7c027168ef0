// The goods that are taken instead: found by SKU or name, and how many of each.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { money, number } from '../kernel/format.js';
import { empty, load } from '../kernel/state.js';
import { text } from '../kernel/words.js';
import { costOf, moneyOf } from './sums.js';

const typingMs = 250;
const foundMax = 8;

const query = `query ($search: String) {
  products(search: $search, first: ${foundMax}) { nodes { sku name price { amount currency } availability { location { id } available } } }
}`;

/** @param place gives the id of the shop. @param changed told when something else is taken. */
export function takenView({ currency, place, changed }, signal) {
  const [results, list] = [element('div', { 'aria-live': 'polite' }), element('div')];
  const input = element('input', { type: 'search', placeholder: text('stock.search'), 'aria-label': text('stock.search'), autocomplete: 'off', spellcheck: false });
  // What is taken, by SKU.
  const taken = new Map();
  let typing;
  let asked = new AbortController();
  signal.addEventListener('abort', () => asked.abort());

  const take = (product, by) => {
    const quantity = (taken.get(product.sku)?.quantity ?? 0) + by;
    if (quantity > 0) {
      taken.set(product.sku, { product, quantity });
    } else {
      taken.delete(product.sku);
    }
    draw();
    changed();
  };
  const draw = () => fill(list, taken.size === 0 ? empty(text('taken.none'), text('taken.noneHint')) : element('ul', { className: 'cart-lines' },
    [...taken.values()].map(({ product, quantity }) => element('li', {},
      element('div', {}, `${number(quantity)} × ${product.name}`, element('small', {}, text('taken.each', { price: money(product.price) }))),
      element('span', { className: 'steps-of' },
        element('button', { type: 'button', className: 'round', 'aria-label': text('demo.fewer', { name: product.name }), onclick: () => take(product, -1) }, '−'),
        element('span', { className: 'numeric' }, money(moneyOf(costOf(product.price, quantity), currency))),
        element('button', { type: 'button', className: 'round', 'aria-label': text('taken.more', { name: product.name }), onclick: () => take(product, 1) }, '+'))))));

  const search = () => {
    asked.abort();
    asked = new AbortController();
    const wanted = input.value.trim();
    if (wanted === '') {
      fill(results);
      return;
    }
    const asking = asked.signal;
    load(results, async () => {
      const found = (await api.ask(query, { search: wanted }, asking)).products.nodes.filter(({ price }) => price.currency === currency);
      return found.length === 0 ? empty(text('stock.notFound', { search: wanted }), text('stock.notFoundHint')) : element('ul', { className: 'cart-lines' },
        found.map((product) => element('li', {},
          element('div', {}, product.name, element('small', {}, `${product.sku} · ${money(product.price)}`, ' · ', shelf(product, place()))),
          element('button', { type: 'button', 'aria-label': text('taken.take', { name: product.name, sku: product.sku }), onclick: () => take(product, 1) }, text('taken.do')))));
    }, asking);
  };
  input.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(search, typingMs);
  });
  // Return in the search field looks for goods; it sends nothing.
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      clearTimeout(typing);
      search();
    }
  });
  draw();
  return {
    host: element('div', { className: 'stack' }, element('div', { className: 'search' }, input), results, list),
    // The price that was shown is the one that was agreed to.
    lines: () => [...taken.values()].map(({ product, quantity }) => ({ sku: product.sku, quantity, unitPrice: product.price })),
    cost: () => [...taken.values()].reduce((sum, { product, quantity }) => sum + costOf(product.price, quantity), 0),
  };
}

function shelf({ availability }, place) {
  const level = availability.find(({ location }) => location.id === place);
  return level === undefined ? text('stock.untracked') : text('taken.here', { count: number(level.available) });
}
