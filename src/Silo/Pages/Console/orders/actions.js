// What the state of an order and of its parcels allows, and nothing else. The server decides; this spares a refusal.

import { api } from '../kernel/api.js';
import { ask } from '../kernel/dialog.js';
import { element } from '../kernel/dom.js';
import { money, number } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { toastTrouble } from '../kernel/toast.js';
import { text } from '../kernel/words.js';
import { announceable } from '../returns/announced.js';
import { payOut } from './payout.js';
import { pickupPlaceOf } from './pickup.js';

const paidStates = ['CONFIRMED', 'PARTIALLY_FULFILLED', 'FULFILLED'];
const heldStates = ['ALLOCATED', 'PICKED', 'PACKED', 'CANCELLED'];
const workers = ['ASSOCIATE', 'ADMIN'];
const cashiers = ['POS', ...workers];

// What comes next in the hands of a location's people.
const handling = { ALLOCATED: ['pick', 'pickFulfillment'], PICKED: ['pack', 'packFulfillment'] };
const reasonMax = 200;

/** What can be done to the order as a whole. */
export function orderActions(context) {
  const { order } = context;
  const isHeld = order.fulfillments.every(({ status }) => heldStates.includes(status));
  const returnable = order.lines.some(canComeBack);
  return [
    order.status === 'AWAITING_PAYMENT' && !order.paymentPending ? button('pay', () => pay(context), 'primary') : null,
    isPaid(order) && returnable ? button('return', () => {
      window.location.hash = address('orders', order.id, 'back');
    }) : null,
    isPaid(order) && workers.includes(context.role) && order.lines.some((line) => announceable(order, line) > 0) ? button('announce', () => {
      window.location.hash = address('orders', order.id, 'announce');
    }) : null,
    order.cashOwed !== null && cashiers.includes(context.role) ? button('payOut', () => payOut(context), 'primary') : null,
    ['AWAITING_PAYMENT', 'CONFIRMED'].includes(order.status) && isHeld && order.channel !== 'POS' ? button('cancel', () => cancel(context), 'danger') : null,
  ];
}

/** What can be done to one parcel. */
export function parcelActions(context, parcel) {
  const { order, role } = context;
  if (!isPaid(order)) {
    return [];
  }
  const waits = ['ALLOCATED', 'PICKED', 'PACKED'].includes(parcel.status);
  const arrives = waits || parcel.status === 'SHIPPED';
  const [step, command] = handling[parcel.status] ?? [];
  return [
    step !== undefined && workers.includes(role) ? button(step, () => advance(context, parcel, command, step), 'primary') : null,
    waits ? button('ship', () => advance(context, parcel, 'shipFulfillment', 'ship')) : null,
    arrives && parcel.method === 'STORE_PICKUP' ? button('ready', () => advance(context, parcel, 'markReadyForPickup', 'ready')) : null,
    arrives && parcel.method === 'LOCKER_PICKUP' ? button('deposit', () => deposit(context, parcel)) : null,
    ['READY_FOR_PICKUP', 'EXPIRED'].includes(parcel.status) && parcel.method === 'STORE_PICKUP' ? button('collect', () => advance(context, parcel, 'collectFulfillment', 'collect')) : null,
    parcel.status === 'SHIPPED' && parcel.method === 'SHIP' && workers.includes(role) ? button('deliver', () => advance(context, parcel, 'deliverFulfillment', 'deliver')) : null,
    parcel.status === 'EXPIRED' && workers.includes(role) ? button('takeBack', () => takeBackParcel(context, parcel)) : null,
    ['ALLOCATED', 'PICKED'].includes(parcel.status) && workers.includes(role) ? button('missing', () => missing(context, parcel)) : null,
  ];
}

export const isPaid = ({ status }) => paidStates.includes(status);

export const canComeBack = ({ fulfilledQuantity, returnedQuantity }) => fulfilledQuantity > returnedQuantity;

const button = (name, onclick, className = '') => element('button', { type: 'button', className, onclick }, text(`order.do.${name}`));

const sendThen = (name, selection, changed) => async (input) => {
  const payload = await api.command(name, input, selection);
  changed();
  return payload;
};

function pay({ order, changed }) {
  const send = sendThen('payOrder', 'order { status paymentPending }', changed);
  ask({
    title: text('pay.title', { number: order.number }),
    fields: [{ name: 'paymentToken', label: text('pay.token'), value: 'tok_approve', maxLength: 200, hint: text('pay.tokenHint') }],
    summary: () => text('pay.summary', { amount: money(order.total) }),
    action: text('pay.do'),
    send: ({ paymentToken }, operationId) => send({ operationId, orderId: order.id, paymentToken }),
    done: (payload) => text(payload.order.paymentPending ? 'pay.pending' : 'pay.done'),
  });
}

function cancel({ order, changed }) {
  const send = sendThen('cancelOrder', 'order { status }', changed);
  ask({
    title: text('cancel.title', { number: order.number }),
    fields: [{ name: 'reason', label: text('action.reason'), maxLength: reasonMax, hint: text('action.reasonHint') }],
    summary: () => text(Number(order.paid.amount) > 0 ? 'cancel.summaryPaid' : 'cancel.summary', { amount: money(order.paid) }),
    action: text('cancel.do'),
    danger: true,
    send: ({ reason }, operationId) => send({ operationId, orderId: order.id, reason }),
    done: () => text('cancel.done', { number: order.number }),
  });
}

function advance({ changed }, parcel, command, name) {
  const send = sendThen(command, 'order { status }', changed);
  ask({
    title: text(`${name}.title`),
    summary: () => text(`${name}.summary`, { units: number(parcel.lines.reduce((sum, { quantity }) => sum + quantity, 0)), place: parcel.location.name }),
    action: text(`${name}.do`),
    send: (_, operationId) => send({ operationId, fulfillmentId: parcel.id }),
    done: () => text(`${name}.done`),
  });
}

function missing({ changed }, parcel) {
  const send = sendThen('rejectFulfillmentLine', 'order { status }', changed);
  ask({
    title: text('missing.title', { place: parcel.location.name }),
    fields: [
      { name: 'orderLineId', label: text('return.line'), type: 'select', options: parcel.lines.map(({ orderLineId, sku, quantity }) => [orderLineId, `${number(quantity)} × ${sku}`]) },
      { name: 'quantity', label: text('missing.units'), type: 'number', min: 1, value: 1 },
      { name: 'reason', label: text('action.reason'), maxLength: reasonMax, hint: text('action.reasonHint') },
    ],
    summary: ({ quantity }) => text('missing.summary', { count: Number.isNaN(quantity) ? '…' : number(quantity), place: parcel.location.name }),
    action: text('missing.do'),
    danger: true,
    send: (values, operationId) => send({ operationId, fulfillmentId: parcel.id, ...values }),
    done: () => text('missing.done'),
  });
}

async function deposit({ order, locations, changed }, parcel) {
  const send = sendThen('depositParcel', 'parcel { compartmentId } pickupCode', changed);
  const banks = locations.filter(({ kind }) => kind === 'LOCKER_BANK').map(({ id, name }) => [id, name]);
  let pickupAt;
  try {
    pickupAt = await pickupPlaceOf(order.id);
  } catch (fault) {
    toastTrouble(fault);
    return;
  }
  ask({
    title: text('deposit.title'),
    fields: [
      { name: 'lockerBankId', label: text('deposit.bank'), type: 'select', options: banks, value: banks.some(([id]) => id === pickupAt) ? pickupAt : '' },
      { name: 'size', label: text('deposit.size'), type: 'select', options: [['S', 'S'], ['M', 'M'], ['L', 'L']] },
    ],
    summary: () => text('deposit.summary'),
    action: text('deposit.do'),
    // The code is told once.
    stays: true,
    send: (values, operationId) => send({ operationId, fulfillmentId: parcel.id, ...values }),
    done: ({ parcel: { compartmentId }, pickupCode }) => text('deposit.done', { compartment: compartmentId, code: pickupCode ?? '' }),
  });
}

// A parcel that waited in a store is there; one out of a locker is where a courier brought it.
function takeBackParcel({ locations, changed }, parcel) {
  const send = sendThen('takeBackParcel', 'order { refunded { amount currency } }', changed);
  const places = locations.filter(({ kind }) => kind !== 'LOCKER_BANK').map(({ id, name }) => [id, name]);
  const nameOf = (id) => places.find(([place]) => place === id)?.[1] ?? '…';
  ask({
    title: text('takeBack.title'),
    fields: [{ name: 'locationId', label: text('return.where'), type: 'select', options: places, value: places.some(([id]) => id === parcel.location.id) ? parcel.location.id : '' }],
    summary: ({ locationId }) => text('takeBack.summary', { units: number(parcel.lines.reduce((sum, { quantity }) => sum + quantity, 0)), place: nameOf(locationId) }),
    action: text('takeBack.do'),
    send: (values, operationId) => send({ operationId, fulfillmentId: parcel.id, ...values }),
    done: () => text('takeBack.done'),
  });
}
