// The customer's cart, as phone and till show it: the same, from the same subscription.

import { operationId } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { money, number } from '../kernel/format.js';
import { empty } from '../kernel/state.js';
import { named, text } from '../kernel/words.js';
import { customer } from './customer.js';

const selection = 'id version status orderId total { amount currency } lines { id sku name quantity addedFrom total { amount currency } }';

/**
 * Shows the cart in `host`, and follows it.
 * @param channel of the device.
 * @param checkout shows a button that makes an order of it and pays.
 */
export function cartView({ host, api, live, attempt, channel }, signal) {
  let followed = null;
  let cart = null;
  let following = new AbortController();
  signal.addEventListener('abort', () => following.abort());

  const take = (found) => {
    if (found !== null && (cart === null || found.id !== cart.id || found.version >= cart.version)) {
      cart = found;
      draw();
    }
  };
  const read = () => attempt(async () => take((await api.ask(`query ($id: ID!) { cart(id: $id) { ${selection} } }`, { id: followed }, signal)).cart));
  const set = (line, quantity) => attempt(async () => take((await api.command(
    'updateCartLine', { operationId: operationId(), cartId: cart.id, lineId: line.id, quantity, channel }, `cart { ${selection} }`)).cart));
  const draw = () => fill(host, cart.lines.length === 0 ? empty(text('demo.cartEmpty'), text('demo.cartEmptyHint')) : [
    element('ul', { className: 'cart-lines' }, cart.lines.map((line) => element('li', {},
      element('div', {}, `${number(line.quantity)} × ${line.name}`, element('small', {}, text('demo.from', { channel: named('channel', line.addedFrom) }))),
      element('span', { className: 'numeric' }, money(line.total)),
      cart.status === 'OPEN' ? element('button', { type: 'button', className: 'round', 'aria-label': text('demo.fewer', { name: line.name }), onclick: () => set(line, line.quantity - 1) }, '−') : element('span')))),
    element('p', { className: 'cart-total' }, element('span', {}, text('demo.total')), money(cart.total)),
    cart.status === 'OPEN' ? element('button', { type: 'button', className: 'primary', onclick: (event) => checkout(event.target) }, text('demo.checkout', { amount: money(cart.total) })) : null,
  ]);

  // Two steps, each of which can be sent again after a lost answer: their keys follow from the cart.
  const checkout = async (button) => {
    button.disabled = true;
    await attempt(async () => {
      const { locations } = await api.ask('{ locations { id kind } }');
      const bank = locations.find(({ kind }) => kind === 'LOCKER_BANK');
      const placed = await api.command('placeOrder', {
        operationId: `${cart.id}.${cart.version}`, cartId: cart.id, channel, delivery: { method: 'LOCKER_PICKUP', locationId: bank?.id ?? null },
      }, 'order { id number }');
      customer.tell({ order: placed.order });
      await api.command('payOrder', { operationId: `${cart.id}.pay`, orderId: placed.order.id, paymentToken: 'tok_approve' }, 'order { id }');
    });
    button.disabled = false;
  };

  customer.follow(({ cartId }) => {
    if (cartId === undefined) {
      fill(host, empty(text('demo.noCart'), text('demo.noCartHint')));
    } else if (cartId !== followed) {
      following.abort();
      following = new AbortController();
      followed = cartId;
      live.watch(`subscription ($id: ID!) { cartChanged(cartId: $id) { ${selection} } }`, { id: cartId }, {
        signal: following.signal, onReady: read, onData: ({ cartChanged }) => take(cartChanged),
      });
    }
  }, signal);
  return { take };
}
