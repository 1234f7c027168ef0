// Orders, newest first: searched and filtered by the server.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { dayTime, money, number } from '../kernel/format.js';
import { repeat } from '../kernel/repeat.js';
import { address } from '../kernel/router.js';
import { empty, load } from '../kernel/state.js';
import { badge, table } from '../kernel/table.js';
import { named, text } from '../kernel/words.js';
import { channels, orderStates, toneOf } from './states.js';

const query = `query ($search: String, $status: [OrderStatus!], $channel: Channel, $after: String) {
  searchOrders(search: $search, status: $status, channel: $channel, first: 50, after: $after) {
    totalCount
    nodes { id number customerId channel status placedAt total { amount currency } lines { quantity } fulfillments { location { name } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const typingMs = 250;
const againMs = 4_000;

export function showOrders(host, { status: given }, signal) {
  const list = element('div', { className: 'card' });
  const input = element('input', { type: 'search', placeholder: text('orders.search'), 'aria-label': text('orders.search'), autocomplete: 'off', spellcheck: false });
  const status = choice(text('orders.anyState'), orderStates.map((one) => [one, named('order', one)]), given);
  const channel = choice(text('orders.anyChannel'), channels.map((one) => [one, named('channel', one)]));
  let typing;
  let found = [];
  let next = null;
  let total = 0;
  let asked = new AbortController();
  signal.addEventListener('abort', () => asked.abort());

  const page = async (after) => (await api.ask(query, {
    search: input.value.trim() || null,
    status: status.value === '' ? null : [status.value],
    channel: channel.value || null,
    after,
  }, asked.signal)).searchOrders;
  const readOn = async (after) => {
    const { nodes, pageInfo, totalCount } = await page(after);
    found.push(...nodes);
    total = totalCount;
    next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    return shown();
  };
  const shown = () => [
    tableOf(found, input.value.trim()),
    element('p', { className: 'more dim' }, text('orders.looked', { count: number(found.length), total: number(total) })),
    next === null ? null : element('p', { className: 'more' }, element('button', { type: 'button', onclick: () => load(list, () => readOn(next), asked.signal) }, text('list.more'))),
  ];
  const search = () => {
    asked.abort();
    asked = new AbortController();
    [found, next, total] = [[], null, 0];
    load(list, () => readOn(null), asked.signal);
  };
  input.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(search, typingMs);
  });
  [status, channel].forEach((select) => select.addEventListener('change', search));

  fill(host,
    element('header', { className: 'page-head' }, element('h1', {}, text('nav.orders')),
      element('div', { className: 'tools' },
        element('label', {}, text('orders.state'), status), element('label', {}, text('orders.channel'), channel))),
    element('div', { className: 'tools', id: 'order-search' }, element('div', { className: 'search' }, input)),
    list);
  search();

  // New orders come on top, and the states of those on the first page change, while the reader looks at it.
  repeat(async () => {
    if (found.length === 0 && total > 0) {
      return;
    }
    const asking = asked;
    const { nodes, totalCount, pageInfo } = await page(null);
    if (asking !== asked || list.contains(document.activeElement)) {
      return;
    }
    // What was on this page and is not any more does not fit the filters now; older pages stay as they were read.
    const fresh = new Set(nodes.map(({ id }) => id));
    found = [...nodes, ...found.filter(({ id, placedAt }) => pageInfo.hasNextPage && !fresh.has(id) && placedAt <= nodes.at(-1).placedAt)];
    total = totalCount;
    fill(list, shown());
  }, againMs, signal);
}

function choice(any, options, value) {
  const select = element('select', {}, element('option', { value: '' }, any), options.map(([option, label]) => element('option', { value: option }, label)));
  select.value = value ?? '';
  return select;
}

function tableOf(orders, search) {
  if (orders.length === 0) {
    return search === '' ? empty(text('orders.none'), text('orders.noneHint')) : empty(text('orders.notFound', { search }), text('orders.notFoundHint'));
  }
  return table(text('nav.orders'), [
    { label: text('orders.number'), head: true, cell: ({ id, number: readable }) => element('a', { className: 'code', href: address('orders', id) }, readable) },
    { label: text('orders.state'), cell: ({ status }) => badge(named('order', status), toneOf(status)) },
    { label: text('orders.placed'), cell: ({ placedAt }) => element('time', { dateTime: placedAt }, dayTime(placedAt)) },
    { label: text('orders.channel'), cell: ({ channel }) => named('channel', channel) },
    { label: text('orders.customer'), cell: ({ customerId }) => customerId ?? element('span', { className: 'dim' }, text('orders.guest')) },
    { label: text('orders.from'), cell: ({ fulfillments }) => [...new Set(fulfillments.map(({ location }) => location.name))].join(', ') },
    { label: text('orders.units'), numeric: true, cell: ({ lines }) => number(lines.reduce((sum, { quantity }) => sum + quantity, 0)) },
    { label: text('orders.total'), numeric: true, cell: ({ total }) => money(total) },
  ], orders);
}
