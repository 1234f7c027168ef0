// Baskets that tills of a shop put aside, and how one is taken up again.

import { api } from '../kernel/api.js';
import { ask } from '../kernel/dialog.js';
import { element } from '../kernel/dom.js';
import { dayTime, money, number } from '../kernel/format.js';
import { empty } from '../kernel/state.js';
import { table } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { cartFields } from './basket.js';

const amount = '{ amount currency }';

export const heldFields = `label heldBy heldAt expiresAt cart { id customerId total ${amount} lines { quantity } }`;

/** @param resumed told which basket was taken up, and its label. */
export const heldTable = (carts, place, resumed) => (carts.length === 0 ? empty(text('held.none'), text('held.noneHint')) : table(text('held.title'), [
  { label: text('held.label'), head: true, cell: ({ label }) => label },
  { label: text('orders.units'), numeric: true, cell: ({ cart }) => number(cart.lines.reduce((sum, { quantity }) => sum + quantity, 0)) },
  { label: text('orders.total'), numeric: true, cell: ({ cart }) => money(cart.total) },
  { label: text('lockers.actions'), cell: (held) => element('button', { type: 'button', 'aria-label': text('held.resumeOf', { label: held.label }), onclick: () => resume(held, place, resumed) }, text('held.resume')) },
  { label: text('held.since'), cell: ({ heldAt, heldBy }) => [element('time', { dateTime: heldAt }, dayTime(heldAt)), element('div', { className: 'dim' }, heldBy)] },
  { label: text('held.until'), cell: ({ expiresAt }) => element('time', { dateTime: expiresAt }, dayTime(expiresAt)) },
], carts));

function resume({ label, cart: { id } }, place, resumed) {
  ask({
    title: text('held.resumeTitle', { label }),
    summary: () => text('held.resumeSummary', { place: place.name }),
    action: text('held.resume'),
    send: async (_, operationId) => {
      const payload = await api.command('resumeCart', { operationId, locationId: place.id, cartId: id }, `cart ${cartFields}`);
      resumed(payload.cart, label);
      return payload;
    },
    done: () => text('held.resumed', { label }),
  });
}
