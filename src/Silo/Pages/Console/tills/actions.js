// What can be done at a till's drawer: open it with a float, put cash in, take it out.

import { api, Trouble } from '../kernel/api.js';
import { ask } from '../kernel/dialog.js';
import { element, fill } from '../kernel/dom.js';
import { money } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { named, text } from '../kernel/words.js';
import { moneyOf, stepOf } from '../returns/sums.js';
import { countView } from './count.js';

const reasonMax = 200;
const idMax = 64;

const typed = (amount, currency) => (Number.isNaN(amount) ? '…' : money({ amount, currency }));

/** @param currencies those that are offered. */
export function openTill({ place, currencies }) {
  const float = element('fieldset', { className: 'bare', 'aria-label': text('till.float') });
  let count = null;
  ask({
    title: text('till.openTitle', { place: place.name }),
    fields: [
      { name: 'tillId', label: text('till.id'), maxLength: idMax, hint: text('till.idHint') },
      { name: 'currency', label: text('till.currency'), type: 'select', options: currencies.map((one) => [one, one]) },
    ],
    part: {
      host: float,
      update({ currency }) {
        if (count?.currency !== currency) {
          count = countView({ currency, sumLabel: text('till.float'), allowsSum: true });
          fill(float, count.host);
        }
      },
    },
    summary: ({ tillId, currency }) => text('till.openSummary', { till: tillId || '…', place: place.name, amount: count.isGiven() ? money(moneyOf(count.minor(), currency)) : '…' }),
    action: text('till.open'),
    send: async ({ tillId }, operationId) => {
      if (!count.isGiven()) {
        throw new Trouble('refused', text('count.none'));
      }
      const { session } = await api.command('openTillSession', { operationId, tillId, locationId: place.id, openingFloat: count.value() }, 'session { tillId number }');
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
