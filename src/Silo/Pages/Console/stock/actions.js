// What somebody can do to a stock item: adjust, count, receive, transfer. Each is confirmed in words, and has a reason.

import { api } from '../kernel/api.js';
import { ask } from '../kernel/dialog.js';
import { element } from '../kernel/dom.js';
import { number } from '../kernel/format.js';
import { named, text } from '../kernel/words.js';

const unitsMax = 1_000_000;
const reasonMax = 200;
const referenceMax = 100;

/** Which states a move can be from and to; the server says which pairs make sense. */
const movable = ['AVAILABLE', 'DAMAGED', 'QUALITY_CONTROL', 'AT_LOCKER', 'ON_TRIAL', 'INCOMING', 'WRITTEN_OFF', 'SUPPLIER', 'CORRECTION'];

/** The buttons that the role may use. */
export function stockActions({ role, ...context }) {
  const button = (name, open) => element('button', { type: 'button', onclick: () => open(context) }, text(`action.${name}`));
  return [
    button('adjust', adjust),
    button('count', count),
    role === 'ADMIN' ? button('receive', receive) : null,
    button('transfer', transfer),
    context.expected.length > 0 ? button('arrive', arrive) : null,
  ];
}

const units = (label, value = '') => ({ name: 'quantity', label, type: 'number', min: 1, max: unitsMax, value });
const why = () => ({ name: 'reason', label: text('action.reason'), maxLength: reasonMax, hint: text('action.reasonHint') });
const shown = (value) => (Number.isNaN(value) ? '…' : number(value));

// The page reads the item again: what another till did meanwhile is in it too.
const sendThen = (name, selection, changed) => async (input) => {
  const payload = await api.command(name, input, selection);
  changed();
  return payload;
};

function adjust({ sku, location, changed }) {
  const send = sendThen('moveStock', 'stockItem { onHand available }', changed);
  const states = movable.map((state) => [state, named('stockState', state)]);
  ask({
    title: text('adjust.title', { sku }),
    fields: [
      { name: 'from', label: text('adjust.from'), type: 'select', options: states, value: 'AVAILABLE' },
      { name: 'to', label: text('adjust.to'), type: 'select', options: states, value: 'DAMAGED' },
      units(text('action.units')),
      why(),
    ],
    summary: ({ from, to, quantity }) => text('adjust.summary', { count: shown(quantity), from: named('stockState', from), to: named('stockState', to), place: location.name }),
    action: text('adjust.do'),
    send: ({ from, to, quantity, reason }, operationId) => send({ operationId, sku, locationId: location.id, from, to, quantity, reason }),
    done: ({ stockItem }) => text('adjust.done', { onHand: number(stockItem.onHand), available: number(stockItem.available) }),
  });
}

function count({ sku, location, item, changed }) {
  const send = sendThen('countStock', 'stockItem { onHand }', changed);
  ask({
    title: text('count.title', { sku }),
    fields: [{ name: 'quantity', label: text('count.counted'), type: 'number', min: 0, max: unitsMax, hint: text('count.hint', { onHand: number(item.onHand) }) }, why()],
    summary: ({ quantity }) => (Number.isNaN(quantity) ? text('count.summaryNone') : text('count.summary', { before: number(item.onHand), after: number(quantity), place: location.name })),
    action: text('count.do'),
    send: ({ quantity, reason }, operationId) => send({ operationId, sku, locationId: location.id, quantity, reason, expectedOnHand: item.onHand }),
    done: ({ stockItem }) => text('count.done', { onHand: number(stockItem.onHand) }),
  });
}

function receive({ sku, location, changed }) {
  const send = sendThen('receiveStock', 'stockItem { onHand }', changed);
  ask({
    title: text('receive.title', { sku }),
    fields: [
      units(text('action.units')),
      why(),
      { name: 'reference', label: text('action.reference'), maxLength: referenceMax, required: false, hint: text('action.referenceHint') },
    ],
    summary: ({ quantity }) => text('receive.summary', { count: shown(quantity), place: location.name }),
    action: text('receive.do'),
    send: ({ quantity, reason, reference }, operationId) => send({ operationId, sku, locationId: location.id, quantity, reason, reference: reference || null }),
    done: ({ stockItem }) => text('receive.done', { onHand: number(stockItem.onHand) }),
  });
}

function transfer({ sku, location, locations, changed }) {
  const send = sendThen('dispatchTransfer', 'transfer { id to { name } }', changed);
  const targets = locations.filter(({ id, kind }) => id !== location.id && kind !== 'LOCKER_BANK').map(({ id, name }) => [id, name]);
  const nameOf = (id) => targets.find(([target]) => target === id)?.[1] ?? '…';
  ask({
    title: text('transfer.title', { sku }),
    fields: [
      { name: 'to', label: text('transfer.to'), type: 'select', options: targets },
      units(text('action.units')),
      { ...why(), name: 'reference', maxLength: referenceMax, hint: text('transfer.reasonHint') },
    ],
    summary: ({ to, quantity }) => text('transfer.summary', { count: shown(quantity), from: location.name, to: nameOf(to) }),
    action: text('transfer.do'),
    send: ({ to, quantity, reference }, operationId) =>
      send({ operationId, fromLocationId: location.id, toLocationId: to, reference, lines: [{ sku, quantity }] }),
    done: ({ transfer: { id, to } }) => text('transfer.done', { id, place: to.name }),
  });
}

function arrive({ sku, location, expected, changed }) {
  const send = sendThen('receiveTransfer', 'transfer { status }', changed);
  const quantity = (name, label, value, hint) => ({ name, label, type: 'number', min: 0, max: unitsMax, value, hint });
  ask({
    title: text('arrive.title', { sku }),
    fields: [
      { name: 'transferId', label: text('arrive.which'), type: 'select', options: expected.map(({ transferId, units: sent }) => [transferId, `${transferId} (${number(sent)})`]) },
      quantity('received', text('arrive.received'), expected[0].units),
      quantity('damaged', text('arrive.damaged'), 0, text('arrive.hint')),
    ],
    summary: ({ received, damaged }) => text('arrive.summary', { received: shown(received), damaged: shown(damaged), place: location.name }),
    action: text('arrive.do'),
    send: ({ transferId, received, damaged }, operationId) => send({ operationId, transferId, lines: [{ sku, received, damaged }] }),
    done: () => text('arrive.done'),
  });
}
