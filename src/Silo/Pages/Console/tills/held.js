// Baskets that tills of a shop put aside, and how one is taken up again.

import { api } from '../kernel/api.js';
import { ask } from '../kernel/dialog.js';
import { element, fill } from '../kernel/dom.js';
import { dayTime, money, number } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { empty } from '../kernel/state.js';
import { table } from '../kernel/table.js';
import { text } from '../kernel/words.js';

const amount = '{ amount currency }';
const labelMax = 100;

export const heldFields = `label heldBy heldAt expiresAt cart { id customerId total ${amount} lines { quantity } }`;

const cartFields = `cart { id customerId total ${amount} lines { name quantity total ${amount} } }`;

/** @param resumed where the basket is shown that was taken up. @param changed the list is read again. */
export const heldTable = (carts, place, resumed, changed) => (carts.length === 0 ? empty(text('held.none'), text('held.noneHint')) : table(text('held.title'), [
  { label: text('held.label'), head: true, cell: ({ label }) => label },
  { label: text('orders.units'), numeric: true, cell: ({ cart }) => number(cart.lines.reduce((sum, { quantity }) => sum + quantity, 0)) },
  { label: text('orders.total'), numeric: true, cell: ({ cart }) => money(cart.total) },
  { label: text('lockers.actions'), cell: (held) => element('button', { type: 'button', 'aria-label': text('held.resumeOf', { label: held.label }), onclick: () => resume(held, place, resumed, changed) }, text('held.resume')) },
  { label: text('held.since'), cell: ({ heldAt, heldBy }) => [element('time', { dateTime: heldAt }, dayTime(heldAt)), element('div', { className: 'dim' }, heldBy)] },
  { label: text('held.until'), cell: ({ expiresAt }) => element('time', { dateTime: expiresAt }, dayTime(expiresAt)) },
], carts));

function resume({ label, cart: { id } }, place, resumed, changed) {
  ask({
    title: text('held.resumeTitle', { label }),
    summary: () => text('held.resumeSummary', { place: place.name }),
    action: text('held.resume'),
    send: async (_, operationId) => {
      const payload = await api.command('resumeCart', { operationId, locationId: place.id, cartId: id }, cartFields);
      fill(resumed, basketOf(payload.cart, label, place, resumed, changed));
      changed();
      return payload;
    },
    done: () => text('held.resumed', { label }),
  });
}

// It is whose till it is taken up at: here it can be looked at, and put aside again.
function basketOf(cart, label, place, resumed, changed) {
  return element('section', { className: 'card', id: 'resumed' },
    element('h2', {}, text('held.taken', { label }), element('small', { className: 'code' }, cart.id)),
    element('ul', { className: 'cart-lines' }, cart.lines.map(({ name, quantity, total }) => element('li', {},
      element('div', {}, `${number(quantity)} × ${name}`), element('span', { className: 'numeric' }, money(total))))),
    element('p', { className: 'cart-total' }, element('span', {}, text('demo.total')), element('span', { className: 'numeric' }, money(cart.total))),
    element('p', { className: 'dim' }, text('held.takenHint')),
    element('div', { className: 'actions' },
      element('button', { type: 'button', onclick: () => hold(cart, label, place, resumed, changed) }, text('held.hold')),
      cart.customerId === null ? null : element('a', { href: address('customers', cart.customerId) }, cart.customerId)));
}

function hold({ id }, label, place, resumed, changed) {
  ask({
    title: text('held.holdTitle'),
    fields: [{ name: 'label', label: text('held.label'), value: label, maxLength: labelMax, hint: text('held.labelHint') }],
    summary: () => text('held.holdSummary', { place: place.name }),
    action: text('held.hold'),
    send: async (values, operationId) => {
      const payload = await api.command('holdCart', { operationId, locationId: place.id, cartId: id, ...values }, 'heldCart { label }');
      fill(resumed);
      changed();
      return payload;
    },
    done: ({ heldCart }) => text('held.held', { label: heldCart.label }),
  });
}
