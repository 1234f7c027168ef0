// Announced goods are graded: what of them is there and how it is, what else came, and where the money goes.

import { api, operationId } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { money, number } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { holder } from '../kernel/session.js';
import { empty, load } from '../kernel/state.js';
import { toast } from '../kernel/toast.js';
import { text } from '../kernel/words.js';
import { storeChoice } from '../associate/store.js';
import { announcedFields, announcedView } from './announced.js';
import { backView } from './back.js';
import { doneView, showDone } from './done.js';
import { refusalSelection, refusalView, settlingForm } from './refusal.js';
import { settlementView } from './settlement.js';
import { moneyOf } from './sums.js';

const amount = '{ amount currency }';
const tillsMax = 200;
const over = ['INSPECTED', 'CLOSED', 'REJECTED', 'CANCELLED'];

const query = `query ($id: ID!) {
  order(id: $id) {
    id number status receiptIds total ${amount}
    lines { id sku name quantity fulfilledQuantity returnedQuantity cancelledQuantity total ${amount} }
    returnRequests { ${announcedFields} }
  }
  locations { id name kind }
  tillSessions(open: true, first: ${tillsMax}) { nodes { tillId location { id } } }
}`;

export function showInspection(host, { id, request: requestId }, signal) {
  const [title, body, tools] = [element('h1', {}, text('inspection.title')), element('div'), element('div', { className: 'tools' })];
  fill(host,
    element('p', { className: 'trail' }, element('a', { href: '#/orders' }, text('nav.orders')), ' · ', element('a', { href: address('orders', id) }, text('order.title'))),
    element('header', { className: 'page-head' }, title, tools), body);
  load(body, async () => {
    const { order, locations, tillSessions } = await api.ask(query, { id }, signal);
    const request = order?.returnRequests.find((one) => one.id === requestId);
    if (request === undefined) {
      return empty(text('inspection.unknown'), text('order.unknownHint'));
    }
    fill(title, text('inspection.title'), ' ', element('span', { className: 'sub' }, request.number));
    if (over.includes(request.status)) {
      return element('div', { className: 'stack' }, empty(text('inspection.over')),
        announcedView({ order, locations, role: holder().role, at: null, changed: () => {} }, request));
    }
    return formOf({ order, request, locations, tills: tillSessions.nodes, tools, show: (parts) => fill(body, parts) }, signal);
  }, signal);
}

function formOf({ order, request, locations, tills, tools, show }, signal) {
  const { currency } = order.total;
  const store = storeChoice(locations, () => tell());
  let operation = operationId();
  const tell = () => {
    operation = operationId();
    draw();
  };
  const back = backView(order, () => tell(), request.lines);
  const settlement = settlementView(currency, () => tell(), signal, request.refundTo);
  const refusal = refusalView();
  const [sums, summary] = [element('dl', { className: 'sums', 'aria-live': 'polite' }), element('p', { className: 'summary' })];
  const submit = element('button', { type: 'submit', className: 'primary' });

  const draw = () => {
    const worth = back.worth();
    settlement.update(-worth, true, tills.filter(({ location }) => location.id === store.value).map(({ tillId }) => tillId));
    fill(sums, element('div', { className: 'sum-total' }, element('dt', {}, text('settle.gets')), element('dd', { className: 'numeric' }, money(moneyOf(worth, currency)))));
    fill(summary, text(back.units() === 0 ? 'inspection.nothing' : 'inspection.summary', {
      count: number(back.units()), place: store.selectedOptions[0].text, amount: money(moneyOf(worth, currency)),
    }));
    fill(submit, text(back.units() === 0 ? 'inspection.doNothing' : 'inspection.do'));
    submit.disabled = false;
  };
  const send = async () => {
    const { return: taken } = await api.command('inspectReturn', {
      operationId: operation, returnRequestId: request.id, locationId: store.value, lines: back.entries(), refundTo: settlement.refundTo(),
      override: refusal.override(), tillId: settlement.tillId(),
    }, `return { refund ${amount} storeCreditId }`, refusalSelection);
    return taken;
  };
  fill(tools, element('label', {}, text('work.store'), store));
  draw();
  const finish = async () => {
    const taken = await send();
    if (taken === null) {
      toast(text('inspection.nothingDone', { number: request.number }));
      window.location.hash = address('orders', order.id);
      return;
    }
    showDone(doneView(order, order.receiptIds, taken, signal), { tools, show });
  };
  return settlingForm({ id: 'inspection', submit, refusal, changed: tell, send: finish, draw },
  element('section', { className: 'card two-thirds', id: 'back' }, element('h2', {}, text('inspection.there')), element('p', { className: 'dim' }, text('inspection.hint')), back.host),
  element('section', { className: 'card stack third', id: 'settle' }, element('h2', {}, text('desk.settle')), sums, settlement.host, summary, refusal.host,
    element('div', { className: 'dialog-actions' }, submit)));
}
