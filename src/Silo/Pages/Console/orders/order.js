// One order: what was bought, its parcels, its money, what happened to it, and what its state allows.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { dateTime, money, number } from '../kernel/format.js';
import { live } from '../kernel/live.js';
import { address } from '../kernel/router.js';
import { holder, token } from '../kernel/session.js';
import { empty, load } from '../kernel/state.js';
import { badge, facts, table } from '../kernel/table.js';
import { named, text } from '../kernel/words.js';
import { receiptLinks } from '../receipts/links.js';
import { announcedFields, announcedView } from '../returns/announced.js';
import { orderActions, parcelActions } from './actions.js';
import { labelFact, labelFields } from './label.js';
import { toneOf } from './states.js';
import { timeline } from './timeline.js';

const amount = '{ amount currency }';

const query = `query ($id: ID!) {
  order(id: $id) {
    id number customerId cartId channel status version placedAt paymentPending
    total ${amount} paid ${amount} refunded ${amount} cashOwed ${amount} receiptIds
    lines { id sku name quantity fulfilledQuantity returnedQuantity cancelledQuantity unitPrice ${amount} total ${amount} }
    fulfillments { id method status location { id name } lines { orderLineId sku quantity } label ${labelFields} }
    returnRequests { ${announcedFields} }
  }
  locations { id name kind }
  orderChanges(orderId: $id, first: 100) {
    totalCount
    nodes { version at kind amount ${amount} fulfillmentStatus reference locationId reason subject role device }
  }
}`;

export function showOrder(host, { id }, signal) {
  const title = element('h1', {}, text('order.title'));
  const actions = element('div', { className: 'actions', id: 'order-actions' });
  const body = element('div', { 'aria-live': 'polite' });
  fill(host,
    element('p', { className: 'trail' }, element('a', { href: '#/orders' }, text('nav.orders'))),
    element('header', { className: 'page-head' }, title, actions),
    body);

  const read = async () => {
    const { order, locations, orderChanges } = await api.ask(query, { id }, signal);
    if (order === null) {
      fill(actions);
      return empty(text('order.unknown'), text('order.unknownHint'));
    }
    const context = { order, locations, role: holder().role, at: null, changed: refresh };
    fill(title, text('order.number', { number: order.number }), ' ', badge(named('order', order.status), toneOf(order.status)));
    fill(actions, orderActions(context));
    return element('div', { className: 'grid' },
      element('div', { className: 'stack two-thirds' },
        element('section', { className: 'card' }, element('h2', {}, text('order.lines')), linesOf(order)),
        element('section', { className: 'card', id: 'parcels' }, element('h2', {}, text('order.parcels')), parcelsOf(context)),
        order.returnRequests.length === 0 ? null : element('section', { className: 'card', id: 'announced' },
          element('h2', {}, text('announced.title')),
          element('div', { className: 'stack' }, order.returnRequests.toReversed().map((request) => announcedView(context, request))))),
      element('div', { className: 'stack third' },
        element('section', { className: 'card' }, element('h2', {}, text('order.facts')), factsOf(order)),
        element('section', { className: 'card', id: 'timeline' },
          element('h2', {}, text('order.timeline'), orderChanges.totalCount > orderChanges.nodes.length
            ? element('small', {}, text('item.newest', { count: number(orderChanges.nodes.length), total: number(orderChanges.totalCount) })) : null),
          timeline(orderChanges.nodes, locations))));
  };
  const refresh = () => load(body, read, signal);
  live(token).watch('subscription ($id: ID!) { orderChanged(orderId: $id) { version } }', { id }, { signal, onReady: refresh, onData: refresh });
  refresh();
}

const count = (label, field) => ({
  label, numeric: true, cell: (line) => element('span', { className: line[field] === 0 ? 'dim' : '' }, number(line[field])),
});

const linesOf = ({ lines }) => table(text('order.lines'), [
  { label: text('stock.product'), head: true, cell: ({ sku, name }) => [name, element('div', {}, element('a', { className: 'code', href: address('stock', sku) }, sku))] },
  count(text('order.bought'), 'quantity'),
  count(text('order.left'), 'fulfilledQuantity'),
  count(text('order.returned'), 'returnedQuantity'),
  count(text('order.cancelled'), 'cancelledQuantity'),
  { label: text('order.price'), numeric: true, cell: ({ unitPrice }) => money(unitPrice) },
  { label: text('orders.total'), numeric: true, cell: ({ total }) => money(total) },
], lines);

function parcelsOf(context) {
  const { order } = context;
  if (order.fulfillments.length === 0) {
    return empty(text(order.channel === 'POS' ? 'order.atTill' : 'order.noParcels'));
  }
  return element('div', { className: 'stack' }, order.fulfillments.map((parcel) => element('article', { className: 'parcel' },
    element('div', { className: 'parcel-head' },
      element('h3', { className: 'code' }, parcel.id.slice(parcel.id.lastIndexOf('.'))),
      badge(named('parcel', parcel.status), toneOf(parcel.status)),
      element('span', {}, `${named('method', parcel.method)} · ${parcel.location.name}`)),
    element('ul', {}, parcel.lines.map(({ sku, quantity }) => element('li', {}, `${number(quantity)} × ${sku}`))),
    labelFact(parcel.label, parcel.id),
    element('div', { className: 'actions' }, parcelActions(context, parcel)))));
}

const factsOf = (order) => facts([
  [text('orders.placed'), dateTime(order.placedAt)],
  [text('orders.channel'), named('channel', order.channel)],
  [text('orders.customer'), order.customerId === null ? text('orders.guest') : element('a', { href: address('customers', order.customerId) }, order.customerId)],
  [text('orders.total'), money(order.total)],
  [text('order.paid'), order.paymentPending ? text('order.pending') : money(order.paid)],
  [text('order.refunded'), Number(order.refunded.amount) === 0 ? null : money(order.refunded)],
  [text('order.cashOwed'), order.cashOwed === null ? null : money(order.cashOwed)],
  [text('receipts.title'), order.receiptIds.length === 0 ? null : receiptLinks(order.receiptIds)],
  [text('order.id'), element('span', { className: 'code' }, order.id)],
]);
