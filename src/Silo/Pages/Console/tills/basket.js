// A basket that was taken up: it is sold here, once, or put aside again.

import { api, operationId } from '../kernel/api.js';
import { ask } from '../kernel/dialog.js';
import { element, fill } from '../kernel/dom.js';
import { money, number } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { troubleText } from '../kernel/state.js';
import { facts } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { issued } from '../receipts/issued.js';
import { minorOf } from '../returns/sums.js';
import { tendersView } from '../returns/tenders.js';

const amount = '{ amount currency }';
const kinds = ['CASH', 'CARD', 'GIFT_CARD'];
const labelMax = 100;

export const cartFields = `{ id status customerId total ${amount} lines { name quantity total ${amount} } }`;

/**
 * @param found the basket when it was taken up.
 * @param tills the tills of the place that are open now.
 * @param sold told when it is sold.
 * @param left told when the basket is put aside again.
 */
export function basketView({ found, label, place, tills, sold, left }, signal) {
  const { id, total: { currency } } = found;
  let cart = found;
  let operation = operationId();
  const tell = () => {
    operation = operationId();
    draw();
  };
  const pays = tendersView({ currency, kinds, changed: tell }, signal);
  const till = element('select', {}, element('option', { value: '' }, text('settle.noTill')), tills.map((one) => element('option', { value: one }, one)));
  // Where there is one drawer, the money goes into it.
  till.value = tills.length === 1 ? tills[0] : '';
  const [lines, total, trouble] = [element('ul', { className: 'cart-lines' }), element('span', { className: 'numeric' }), element('p', { className: 'form-trouble', role: 'alert', hidden: true })];
  const submit = element('button', { type: 'submit', className: 'primary' });
  const draw = () => {
    pays.update(minorOf(cart.total));
    fill(lines, cart.lines.map(({ name, quantity, total: sum }) => element('li', {},
      element('div', {}, `${number(quantity)} × ${name}`), element('span', { className: 'numeric' }, money(sum)))));
    fill(total, money(cart.total));
    fill(submit, text('basket.sell', { amount: money(cart.total) }));
    submit.disabled = cart.lines.length === 0 || !pays.isWhole();
  };
  const sell = async () => (await api.command('sellCartAtTill', {
    operationId: operation, cartId: id, locationId: place.id, tillId: till.value || null, tenders: pays.tenders(),
  }, `order { id number total ${amount} }`)).order;
  // Its customer may have gone on with it meanwhile, or another till has sold it.
  const readAgain = async () => {
    const answer = await api.ask(`query ($id: ID!) { cart(id: $id) ${cartFields} }`, { id }, signal);
    if (answer.cart !== null && JSON.stringify(answer.cart) !== JSON.stringify(cart)) {
      cart = answer.cart;
      tell();
    }
  };
  const host = element('section', { className: 'card', id: 'resumed' });
  draw();
  fill(host,
    element('h2', {}, text('held.taken', { label }), element('small', { className: 'code' }, id)),
    element('form', { className: 'stack', oninput: tell, onsubmit: async (event) => {
      event.preventDefault();
      submit.disabled = true;
      trouble.hidden = true;
      try {
        const order = await sell();
        sold();
        const title = element('h2', { tabIndex: -1 }, text('basket.sold', { label }));
        fill(host, title, facts([
          [text('order.title'), element('a', { className: 'code', href: address('orders', order.id) }, order.number)],
          [text('basket.paid'), money(order.total)],
          [text('done.receipt'), issued(order.id, { prints: true }, signal)],
        ]));
        title.focus();
      } catch (fault) {
        if (fault.kind === undefined) {
          throw fault;
        }
        fill(trouble, troubleText(fault));
        trouble.hidden = false;
        submit.disabled = false;
        if (fault.kind === 'refused') {
          await readAgain().catch(() => {});
        }
      }
    } },
    lines,
    element('p', { className: 'cart-total' }, element('span', {}, text('demo.total')), total),
    element('p', { className: 'dim' }, text('held.takenHint')),
    pays.host,
    element('label', { className: 'field' }, element('span', {}, text('basket.till')), till, element('small', {}, text('basket.tillHint'))),
    trouble,
    element('div', { className: 'actions' },
      submit,
      element('button', { type: 'button', onclick: () => hold({ id, label, place, left }) }, text('held.hold')),
      cart.customerId === null ? null : element('a', { href: address('customers', cart.customerId) }, cart.customerId))));
  return host;
}

function hold({ id, label, place, left }) {
  ask({
    title: text('held.holdTitle'),
    fields: [{ name: 'label', label: text('held.label'), value: label, maxLength: labelMax, hint: text('held.labelHint') }],
    summary: () => text('held.holdSummary', { place: place.name }),
    action: text('held.hold'),
    send: async (values, operation) => {
      const payload = await api.command('holdCart', { operationId: operation, locationId: place.id, cartId: id, ...values }, 'heldCart { label }');
      left();
      return payload;
    },
    done: ({ heldCart }) => text('held.held', { label: heldCart.label }),
  });
}
