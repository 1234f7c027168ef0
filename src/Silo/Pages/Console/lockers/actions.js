// What the state of a compartment allows staff to do, and nothing else. The server decides; this spares a refusal.

import { api } from '../kernel/api.js';
import { ask } from '../kernel/dialog.js';
import { element } from '../kernel/dom.js';
import { text } from '../kernel/words.js';
import { isLocked, isToRetrieve } from './banks.js';

const reasonMax = 200;

const allowed = {
  retrieve: { when: (compartment) => isToRetrieve(compartment) && !compartment.openForRetrieval, open: openForRetrieval, look: 'primary' },
  retrieved: { when: ({ status, openForRetrieval: isOpen }) => status === 'LOADED' && isOpen, open: confirmRetrieval, look: 'primary' },
  deposit: { when: ({ status, outOfOrder }) => status === 'ASSIGNED' && !outOfOrder, open: deposit, look: 'primary' },
  unlock: { when: isLocked, open: resetKeypad, look: '' },
  breaks: { when: ({ outOfOrder }) => !outOfOrder, open: breaks, look: 'danger' },
  works: { when: ({ outOfOrder }) => outOfOrder, open: works, look: '' },
};

/** Their buttons. @param names only these. */
export const compartmentActions = (context, names = Object.keys(allowed)) => names
  .filter((name) => allowed[name].when(context.compartment))
  .map((name) => element('button', { type: 'button', className: allowed[name].look, onclick: () => allowed[name].open(context) }, text(`lockers.do.${name}`)));

// The page reads the bank again: what the hardware did meanwhile is in it too.
const sendThen = (name, selection, changed) => async (input) => {
  const payload = await api.command(name, input, selection);
  changed();
  return payload;
};

const placeOf = ({ bank, compartment }) => ({ id: compartment.id, place: bank.location.name });

function simple(context, { name, command, selection, danger = false }) {
  const send = sendThen(command, selection, context.changed);
  const { bank, compartment } = context;
  ask({
    title: text(`${name}.title`, placeOf(context)),
    summary: () => text(`${name}.summary`, placeOf(context)),
    action: text(`${name}.do`),
    danger,
    send: (_, operationId) => send({ operationId, lockerBankId: bank.id, compartmentId: compartment.id }),
    done: () => text(`${name}.done`, placeOf(context)),
  });
}

function openForRetrieval(context) {
  simple(context, { name: 'retrieve', command: 'openForRetrieval', selection: 'parcel { id }' });
}

function confirmRetrieval(context) {
  simple(context, { name: 'retrieved', command: 'confirmRetrieval', selection: 'parcel { id }' });
}

function resetKeypad(context) {
  simple(context, { name: 'unlock', command: 'resetLockout', selection: 'lockerBank { id }' });
}

/** Codes are taken again, at the bank's panel and at every compartment's. */
export function resetBank({ bank, changed }) {
  const send = sendThen('resetLockout', 'lockerBank { id }', changed);
  ask({
    title: text('reset.title', { place: bank.location.name }),
    summary: () => text('reset.summary'),
    action: text('reset.do'),
    send: (_, operationId) => send({ operationId, lockerBankId: bank.id }),
    done: () => text('reset.done', { place: bank.location.name }),
  });
}

function deposit({ bank, compartment, changed }) {
  const send = sendThen('depositParcel', 'parcel { compartmentId } pickupCode', changed);
  ask({
    title: text('deposit.title'),
    summary: () => text('deposit.summary'),
    action: text('deposit.do'),
    // The code is told once.
    stays: true,
    send: (_, operationId) => send({ operationId, lockerBankId: bank.id, fulfillmentId: compartment.parcelId, size: compartment.size }),
    done: ({ parcel: { compartmentId }, pickupCode }) => text('deposit.done', { compartment: compartmentId, code: pickupCode ?? '' }),
  });
}

function breaks(context) {
  const { bank, compartment, changed } = context;
  const send = sendThen('reportCompartment', 'lockerBank { id }', changed);
  ask({
    title: text('breaks.title', placeOf(context)),
    fields: [{ name: 'reason', label: text('action.reason'), maxLength: reasonMax, hint: text('action.reasonHint') }],
    summary: () => text(compartment.status === 'LOADED' ? 'breaks.summaryLoaded' : 'breaks.summary', placeOf(context)),
    action: text('breaks.do'),
    danger: true,
    send: ({ reason }, operationId) => send({ operationId, lockerBankId: bank.id, compartmentId: compartment.id, outOfOrder: true, reason }),
    done: () => text('breaks.done', placeOf(context)),
  });
}

function works(context) {
  const { bank, compartment, changed } = context;
  const send = sendThen('reportCompartment', 'lockerBank { id }', changed);
  ask({
    title: text('works.title', placeOf(context)),
    fields: [{ name: 'reason', label: text('works.what'), maxLength: reasonMax, hint: text('action.reasonHint') }],
    summary: () => text('works.summary', placeOf(context)),
    action: text('works.do'),
    send: ({ reason }, operationId) => send({ operationId, lockerBankId: bank.id, compartmentId: compartment.id, outOfOrder: false, reason }),
    done: () => text('works.done', placeOf(context)),
  });
}
