// The desk where goods come back: some units of an order, and others taken instead or none, agreed to and settled in one.

import { api, operationId } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { money, number } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { empty, load } from '../kernel/state.js';
import { text } from '../kernel/words.js';
import { isPaid, canComeBack } from '../orders/actions.js';
import { storeChoice } from '../associate/store.js';
import { backView } from './back.js';
import { doneView, showDone } from './done.js';
import { refusalSelection, refusalView, settlingForm } from './refusal.js';
import { settlementView } from './settlement.js';
import { moneyOf } from './sums.js';
import { takenView } from './taken.js';

const amount = '{ amount currency }';

// Tills of which cash can be given back.
const tillsMax = 200;

const query = `query ($id: ID!) {
  order(id: $id) {
    id number status customerId receiptIds total ${amount}
    lines { id sku name quantity fulfilledQuantity returnedQuantity cancelledQuantity total ${amount} }
  }
  locations { id name kind }
  tillSessions(open: true, first: ${tillsMax}) { nodes { tillId location { id } } }
}`;

export function showDesk(host, { id }, signal) {
  const [title, body] = [element('h1', {}, text('desk.title')), element('div')];
  const trail = element('p', { className: 'trail' }, element('a', { href: '#/orders' }, text('nav.orders')), ' · ', element('a', { href: address('orders', id) }, text('order.title')));
  const tools = element('div', { className: 'tools' });
  fill(host, trail, element('header', { className: 'page-head' }, title, tools), body);
  load(body, async () => {
    const { order, locations, tillSessions } = await api.ask(query, { id }, signal);
    if (order === null) {
      return empty(text('order.unknown'), text('order.unknownHint'));
    }
    fill(title, text('desk.title'), ' ', element('span', { className: 'sub' }, order.number));
    if (!isPaid(order) || !order.lines.some(canComeBack)) {
      return empty(text('desk.nothing'), text('desk.nothingHint'));
    }
    return deskOf({ order, locations, tills: tillSessions.nodes, tools, show: (parts) => fill(body, parts) }, signal);
  }, signal);
}

function deskOf({ order, locations, tills, tools, show }, signal) {
  const { currency } = order.total;
  const store = storeChoice(locations, () => tell());
  let operation = operationId();
  const tell = () => {
    operation = operationId();
    draw();
  };
  const back = backView(order, () => tell());
  const taken = takenView({ currency, place: () => store.value, changed: () => tell() }, signal);
  const settlement = settlementView(currency, () => tell(), signal);
  const refusal = refusalView();
  const [sums, summary] = [element('dl', { className: 'sums', 'aria-live': 'polite' }), element('p', { className: 'summary' })];
  const submit = element('button', { type: 'submit', className: 'primary' });

  const draw = () => {
    const [worth, cost, isReturn] = [back.worth(), taken.cost(), taken.lines().length === 0];
    const due = cost - worth;
    const sum = (label, minor, className = '') => element('div', { className }, element('dt', {}, text(label)), element('dd', { className: 'numeric' }, money(moneyOf(minor, currency))));
    settlement.update(due, isReturn, tills.filter(({ location }) => location.id === store.value).map(({ tillId }) => tillId));
    fill(sums, sum('settle.worth', worth), sum('settle.cost', cost), sum(due > 0 ? 'settle.pays' : 'settle.gets', Math.abs(due), 'sum-total'));
    fill(summary, back.units() === 0 ? text('desk.first') : text(isReturn ? 'desk.return' : due > 0 ? 'desk.pays' : due < 0 ? 'desk.gets' : 'desk.even', {
      count: number(back.units()), place: store.selectedOptions[0].text, amount: money(moneyOf(Math.abs(due), currency)),
    }));
    fill(submit, text(isReturn ? 'return.do' : 'desk.exchange'));
    submit.disabled = back.units() === 0 || !settlement.isWhole();
  };
  const send = async () => {
    const input = { operationId: operation, orderId: order.id, locationId: store.value, refundTo: settlement.refundTo(), override: refusal.override() };
    if (taken.lines().length === 0) {
      const lines = back.entries();
      return api.command('returnItems', { ...input, lines, tillId: settlement.tillId() }, `refund ${amount} storeCreditId`, refusalSelection);
    }
    const selection = `exchange { refund ${amount} saleTotal ${amount} paid ${amount} givenBack ${amount} storeCreditId sale { id number } }`;
    return (await api.command('exchangeItems', { ...input, back: back.entries(), lines: taken.lines(), tenders: settlement.tenders() }, selection, refusalSelection)).exchange;
  };
  fill(tools, element('label', {}, text('work.store'), store));
  draw();
  const finish = async () => showDone(doneView(order, order.receiptIds, await send(), signal), { tools, show });
  return settlingForm({ id: 'desk', submit, refusal, changed: tell, send: finish, draw },
  element('section', { className: 'card half', id: 'back' }, element('h2', {}, text('desk.back')), back.host),
  element('div', { className: 'stack half' },
    element('section', { className: 'card', id: 'taken' }, element('h2', {}, text('desk.taken')), taken.host),
    element('section', { className: 'card stack', id: 'settle' }, element('h2', {}, text('desk.settle')), sums, settlement.host, summary, refusal.host,
      element('div', { className: 'dialog-actions' }, submit))));
}
