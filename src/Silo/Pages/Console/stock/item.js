// One SKU at one location: what is there, how it came about, and what can be done.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { dayTime, number } from '../kernel/format.js';
import { live } from '../kernel/live.js';
import { plot } from '../kernel/plot.js';
import { address } from '../kernel/router.js';
import { holder, token } from '../kernel/session.js';
import { empty, load } from '../kernel/state.js';
import { badge, facts, table } from '../kernel/table.js';
import { named, text } from '../kernel/words.js';
import { levelFields, levelSelection, levelsOverTime } from './levels.js';
import { stockActions } from './actions.js';

const query = `query ($sku: String!, $at: ID!) {
  product(sku: $sku) { name }
  location(id: $at) { name }
  locations { id name kind }
  stockItem(sku: $sku, locationId: $at) { ${levelSelection} policy { rule limit } }
  stockChanges(sku: $sku, locationId: $at, first: 200) {
    totalCount
    nodes { version at kind reason reference subject role device movements { from to quantity } }
  }
}`;

export function showItem(host, { sku, location }, signal) {
  const [levels, events, actions] = [element('div', { 'aria-live': 'polite' }), element('div'), element('div', { className: 'actions' })];
  const title = element('h1', {}, sku);
  const chart = plot({
    title: text('item.history'),
    height: 260,
    series: ['onHand', 'reserved', 'allocated', 'available'].map((name) => ({ name, label: text(`level.${name}`), shape: 'steps' })),
  }, signal);
  const chartNote = element('small');
  fill(host,
    element('p', { className: 'trail' }, element('a', { href: '#/stock' }, text('nav.stock')), ' / ', element('a', { href: address('stock', sku) }, sku)),
    element('header', { className: 'page-head' }, title, actions),
    element('div', { className: 'grid' },
      element('section', { className: 'card two-thirds' }, element('h2', {}, text('item.history'), chartNote), chart.host),
      element('section', { className: 'card third', id: 'levels' }, element('h2', {}, text('item.levels')), levels),
      element('section', { className: 'card wide', id: 'events' }, element('h2', {}, text('item.events')), events)));

  const read = async () => {
    const found = await api.ask(query, { sku, at: location }, signal);
    const { product, stockItem, stockChanges: changes } = found;
    if (product === null || found.location === null) {
      return empty(text('item.unknown'), text('item.unknownHint'));
    }
    fill(title, product.name, ' ', element('span', { className: 'sub' }, `${sku} · ${found.location.name}`));
    fill(actions, stockActions({ sku, location: { id: location, name: found.location.name }, item: stockItem, expected: expectedOf(changes.nodes), locations: found.locations, role: holder().role, changed: refresh }));
    const known = changes.nodes;
    chart.update(known.length > 0 && known[0].version === stockItem.version ? upToNow(levelsOverTime(stockItem, known)) : []);
    fill(chartNote, known.length < changes.totalCount ? text('item.newest', { count: number(known.length), total: number(changes.totalCount) }) : '');
    fill(events, known.length === 0 ? empty(text('item.noEvents'), text('item.noEventsHint')) : eventTable(known));
    return facts(levelFields.map((field) => [text(`level.${field}`), element('span', { id: `level-${field}`, className: stockItem[field] < 0 ? 'negative' : '' }, number(stockItem[field]))]));
  };
  const refresh = () => load(levels, read, signal);
  live(token).watch('subscription ($sku: String!, $at: ID) { stockChanged(sku: $sku, locationId: $at) { version } }', { sku, at: location }, {
    signal, onReady: refresh, onData: refresh,
  });
  refresh();
}

// Transfers that are on their way here: expected, and not arrived.
function expectedOf(changes) {
  const over = new Set(changes.filter(({ kind }) => kind === 'arrived').map(({ reference }) => reference));
  return changes.filter(({ kind, reference }) => kind === 'expected' && !over.has(reference))
    .map(({ reference, movements }) => ({ transferId: transferOf(reference), units: movements.reduce((sum, { quantity }) => sum + quantity, 0) }));
}

// A line of a transfer is named by the transfer and its place in it.
const transferOf = (reference) => reference.replace(/\/\d+$/, '');

// The levels hold until now: the last step goes on to the right edge.
const upToNow = (points) => [...points, { ...points.at(-1), at: Math.max(Date.now(), points.at(-1).at) }];

const eventTable = (changes) => table(text('item.events'), [
  { label: text('item.when'), cell: ({ at }) => element('time', { dateTime: at }, dayTime(at)) },
  { label: text('item.what'), head: true, cell: ({ kind }) => named('stockEvent', kind) },
  { label: text('item.moved'), cell: ({ movements }) => movements.map(({ from, to, quantity }) => element('div', {}, `${number(quantity)} · ${named('stockState', from)} → ${named('stockState', to)}`)) },
  { label: text('item.who'), cell: ({ subject, role, device }) => (subject === null ? element('span', { className: 'dim' }, text('item.system')) : [subject, ' ', role === null ? null : badge(role.toLowerCase()), device === null ? null : ` ${device}`]) },
  { label: text('item.why'), cell: ({ reason, reference }) => [reason, reason !== null && reference !== null ? ' · ' : '', reference === null ? null : element('span', { className: 'code dim' }, reference)] },
], changes);
