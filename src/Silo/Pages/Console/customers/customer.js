// One customer, for who serves them: what is in the shared cart now, beside what was bought, with its receipts.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { dayTime, money, number } from '../kernel/format.js';
import { live } from '../kernel/live.js';
import { repeat } from '../kernel/repeat.js';
import { address } from '../kernel/router.js';
import { token } from '../kernel/session.js';
import { empty, failed, loading } from '../kernel/state.js';
import { badge, table } from '../kernel/table.js';
import { named, text } from '../kernel/words.js';
import { canComeBack, isPaid } from '../orders/actions.js';
import { toneOf } from '../orders/states.js';
import { receiptLinks } from '../receipts/links.js';

const againMs = 4_000;
const cartsMax = 5;
const ordersMax = 50;
const amount = '{ amount currency }';
const cartFields = `id version status total ${amount} lines { id sku name quantity addedFrom unitPrice ${amount} total ${amount} }`;

const query = `query ($id: ID!) {
  carts(customerId: $id, first: ${cartsMax}) { totalCount nodes { ${cartFields} } }
  orders(customerId: $id, first: ${ordersMax}) {
    totalCount nodes { id number status channel placedAt total ${amount} refunded ${amount} receiptIds lines { name quantity fulfilledQuantity returnedQuantity } }
  }
}`;

export function showCustomer(host, { id }, signal) {
  const [carts, purchases] = [element('div', { 'aria-live': 'polite' }, loading()), element('div', {}, loading())];
  const connection = live(token);
  // The carts that are shown, by id, and the end of following each.
  const followed = new Map();
  let known = null;

  fill(host,
    element('p', { className: 'trail' }, element('a', { href: '#/work' }, text('nav.work'))),
    element('header', { className: 'page-head' }, element('h1', {}, text('customer.title'), ' ', element('span', { className: 'sub' }, id))),
    element('div', { className: 'grid' },
      element('section', { className: 'card third', id: 'cart' }, element('h2', {}, text('customer.cart'), element('small', {}, text('customer.live'))), carts),
      element('section', { className: 'card two-thirds', id: 'customer' }, element('h2', {}, text('work.purchases')), purchases)));

  const drawCarts = () => fill(carts, known.carts.nodes.length === 0
    ? empty(text('customer.noCart'), text('customer.noCartHint'))
    : element('div', { className: 'stack' }, known.carts.nodes.map(cartOf)),
  known.carts.totalCount > cartsMax ? element('p', { className: 'dim' }, text('customer.moreCarts', { count: number(known.carts.totalCount - cartsMax) })) : null);

  // What a subscription tells is newer than what was read before it, unless its version says otherwise.
  const take = (cart) => {
    const at = known?.carts.nodes.findIndex((one) => one.id === cart.id) ?? -1;
    if (at >= 0 && cart.version >= known.carts.nodes[at].version) {
      known.carts.nodes[at] = cart;
      drawCarts();
    }
  };
  const follow = () => {
    const open = new Set(known.carts.nodes.map((cart) => cart.id));
    followed.forEach((end, cartId) => {
      if (!open.has(cartId)) {
        followed.delete(cartId);
        end.abort();
      }
    });
    [...open].filter((cartId) => !followed.has(cartId)).forEach((cartId) => {
      const end = new AbortController();
      signal.addEventListener('abort', () => end.abort(), { signal: end.signal });
      followed.set(cartId, end);
      connection.watch(`subscription ($id: ID!) { cartChanged(cartId: $id) { ${cartFields} } }`, { id: cartId }, {
        signal: end.signal,
        onReady: () => read().catch(() => {}),
        onData: ({ cartChanged }) => (cartChanged.status === 'ORDERED' ? read().catch(() => {}) : take(cartChanged)),
      });
    });
  };
  const read = async () => {
    const answer = await api.ask(query, { id }, signal);
    const isNews = JSON.stringify(answer.orders) !== JSON.stringify(known?.orders);
    answer.carts.nodes = answer.carts.nodes.map((cart) => {
      const shown = known?.carts.nodes.find((one) => one.id === cart.id);
      return shown !== undefined && shown.version > cart.version ? shown : cart;
    });
    known = answer;
    drawCarts();
    if (isNews) {
      fill(purchases, purchasesOf(answer.orders, id));
    }
    follow();
  };
  const again = () => read().catch((fault) => {
    if (fault.kind !== undefined && fault.kind !== 'offline' && !signal.aborted) {
      fill(carts);
      fill(purchases, failed(fault, () => again().catch(() => {})));
      known = null;
    }
    throw fault;
  });
  repeat(again, againMs, signal);
}

function cartOf({ id, status, total, lines }) {
  return element('article', { className: 'parcel' },
    element('div', { className: 'parcel-head' }, element('h3', { className: 'code', title: id }, id.length > 12 ? `…${id.slice(-8)}` : id), badge(named('cart', status), status === 'OPEN' ? 'note' : 'warn')),
    lines.length === 0 ? empty(text('demo.cartEmpty'), text('demo.cartEmptyHint')) : [
      element('ul', { className: 'cart-lines' }, lines.map(({ sku, name, quantity, addedFrom, total: sum }) => element('li', {},
        element('div', {}, `${number(quantity)} × `, element('a', { href: address('stock', sku) }, name), element('small', {}, text('demo.from', { channel: named('channel', addedFrom) }))),
        element('span', { className: 'numeric' }, money(sum))))),
      element('p', { className: 'cart-total' }, element('span', {}, text('demo.total')), element('span', { className: 'numeric' }, money(total))),
    ]);
}

function purchasesOf({ totalCount, nodes }, id) {
  if (nodes.length === 0) {
    return empty(text('work.unknown', { id }), text('work.unknownHint'));
  }
  return [
    element('p', { className: 'dim' }, text('work.refundHint')),
    table(text('work.purchases'), [
      { label: text('orders.number'), head: true, cell: ({ id: orderId, number: readable }) => element('a', { className: 'code', href: address('orders', orderId) }, readable) },
      { label: text('orders.state'), cell: ({ status }) => badge(named('order', status), toneOf(status)) },
      { label: text('orders.placed'), cell: ({ placedAt, channel }) => [element('time', { dateTime: placedAt }, dayTime(placedAt)), element('div', { className: 'dim' }, named('channel', channel))] },
      { label: text('stock.product'), cell: ({ lines }) => lines.map(({ name, quantity }) => element('div', {}, `${number(quantity)} × ${name}`)) },
      { label: text('orders.total'), numeric: true, cell: ({ total, refunded }) => [money(total), Number(refunded.amount) === 0 ? null : element('div', { className: 'dim' }, text('customer.refunded', { amount: money(refunded) }))] },
      { label: text('receipts.title'), cell: ({ receiptIds }) => receiptLinks(receiptIds) },
      { label: text('lockers.actions'), cell: (order) => (isPaid(order) && order.lines.some(canComeBack)
        ? element('a', { href: address('orders', order.id, 'back'), 'aria-label': text('customer.takeBack', { number: order.number }) }, text('order.do.return')) : null) },
    ], nodes),
    totalCount > nodes.length ? element('p', { className: 'more dim' }, text('orders.looked', { count: number(nodes.length), total: number(totalCount) })) : null,
  ];
}
