// What can be done at a till's drawer: open it with a float, put cash in, take it out, close it with a count.

import { api } from '../kernel/api.js';
import { ask } from '../kernel/dialog.js';
import { money } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { named, text } from '../kernel/words.js';
import { minorOf, moneyOf, stepOf } from '../returns/sums.js';
import { varianceOf } from './session.js';

const reasonMax = 200;
const idMax = 64;

const typed = (amount, currency) => (Number.isNaN(amount) ? '…' : money({ amount, currency }));

/** @param currencies those that are offered. */
export function openTill({ place, currencies }) {
  ask({
    title: text('till.openTitle', { place: place.name }),
    fields: [
      { name: 'tillId', label: text('till.id'), maxLength: idMax, hint: text('till.idHint') },
      { name: 'amount', label: text('till.float'), type: 'number', min: 0, step: stepOf(currencies[0]), hint: text('till.floatHint') },
      { name: 'currency', label: text('till.currency'), type: 'select', options: currencies.map((one) => [one, one]) },
    ],
    summary: ({ tillId, amount, currency }) => text('till.openSummary', { till: tillId || '…', place: place.name, amount: typed(amount, currency) }),
    action: text('till.open'),
    send: async ({ tillId, amount, currency }, operationId) => {
      const { session } = await api.command('openTillSession', { operationId, tillId, locationId: place.id, openingFloat: { amount, currency } }, 'session { tillId number }');
      window.location.hash = address('tills', session.tillId, session.number);
      return session;
    },
    done: ({ tillId, number }) => text('till.opened', { till: tillId, number }),
  });
}

/** @param kind PAY_IN or PAY_OUT. */
export function moveCash(kind, { tillId, expectedCash: { currency } }, changed) {
  ask({
    title: text('till.moveTitle', { what: named('cashMovement', kind), till: tillId }),
    fields: [
      { name: 'amount', label: text('settle.amount'), type: 'number', min: stepOf(currency), step: stepOf(currency) },
      { name: 'reason', label: text('action.reason'), maxLength: reasonMax, hint: text(`till.${kind}Hint`) },
    ],
    summary: ({ amount }) => text(`till.${kind}Summary`, { amount: typed(amount, currency) }),
    action: named('cashMovement', kind),
    send: async ({ amount, reason }, operationId) => {
      const payload = await api.command('recordCashMovement', { operationId, tillId, kind, amount: { amount, currency }, reason }, 'session { expectedCash { amount currency } }');
      changed();
      return payload;
    },
    done: ({ session }) => text('till.moved', { amount: money(session.expectedCash) }),
  });
}

export function closeTill({ tillId, expectedCash }, changed) {
  const { currency } = expectedCash;
  ask({
    title: text('till.closeTitle', { till: tillId }),
    fields: [
      { name: 'amount', label: text('till.counted'), type: 'number', min: 0, step: stepOf(currency), hint: text('till.countedHint') },
      { name: 'reason', label: text('till.varianceReason'), required: false, maxLength: reasonMax, hint: text('till.varianceReasonHint') },
    ],
    summary: ({ amount }) => {
      if (Number.isNaN(amount)) {
        return text('till.closeFirst', { expected: money(expectedCash) });
      }
      const difference = minorOf({ amount, currency }) - minorOf(expectedCash);
      return text(`till.close.${varianceOf({ amount: difference })}`, { expected: money(expectedCash), difference: money(moneyOf(Math.abs(difference), currency)) });
    },
    action: text('till.close'),
    danger: true,
    send: async ({ amount, reason }, operationId) => {
      const payload = await api.command('closeTillSession', { operationId, tillId, counted: { amount, currency }, reason: reason || null }, 'session { variance { amount currency } }');
      changed();
      return payload;
    },
    done: () => text('till.closed', { till: tillId }),
  });
}
