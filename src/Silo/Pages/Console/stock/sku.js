// One SKU at every location, as it moves.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { money, number } from '../kernel/format.js';
import { live } from '../kernel/live.js';
import { address } from '../kernel/router.js';
import { token } from '../kernel/session.js';
import { empty, load } from '../kernel/state.js';
import { table } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { levelFields, levelSelection } from './levels.js';

const query = `query ($sku: String!) { product(sku: $sku) { sku name price { amount currency } availability { ${levelSelection} } } }`;

export function showSku(host, { sku }, signal) {
  const list = element('div', { className: 'card', 'aria-live': 'polite' });
  const title = element('h1', {}, sku);
  fill(host,
    element('p', { className: 'trail' }, element('a', { href: '#/stock' }, text('nav.stock'))),
    element('header', { className: 'page-head' }, title),
    list);
  let items = new Map();

  const read = async () => {
    const { product } = await api.ask(query, { sku }, signal);
    if (product === null) {
      return empty(text('stock.unknown', { sku }), text('stock.unknownHint'));
    }
    fill(title, product.name, ' ', element('span', { className: 'sub' }, `${product.sku} · ${money(product.price)}`));
    items = new Map(product.availability.map((item) => [item.location.id, item]));
    return levelsTable(sku, [...items.values()]);
  };
  live(token).watch(`subscription ($sku: String!) { stockChanged(sku: $sku) { ${levelSelection} } }`, { sku }, {
    signal,
    onReady: () => load(list, read, signal),
    onData: ({ stockChanged }) => {
      if ((items.get(stockChanged.location.id)?.version ?? 0) < stockChanged.version) {
        items.set(stockChanged.location.id, stockChanged);
        fill(list, levelsTable(sku, [...items.values()].sort((a, b) => a.location.id.localeCompare(b.location.id))));
      }
    },
  });
  load(list, read, signal);
}

const levelsTable = (sku, items) => (items.length === 0 ? empty(text('stock.nowhere'), text('stock.nowhereHint')) : table(text('stock.levels'), [
  { label: text('overview.place'), head: true, cell: ({ location }) => element('a', { href: address('stock', sku, location.id) }, location.name) },
  ...levelFields.map((field) => ({
    label: text(`level.${field}`),
    numeric: true,
    cell: (item) => element('span', { className: item[field] < 0 ? 'negative' : item[field] === 0 ? 'dim' : '' }, number(item[field])),
  })),
], items));
