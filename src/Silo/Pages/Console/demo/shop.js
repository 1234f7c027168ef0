// The customer's phone: goods, the cart, the order, and the message with the code.

import { operationId } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { text } from '../kernel/words.js';
import { cartView } from './cart.js';
import { customer } from './customer.js';
import { goodsView } from './goods.js';
import { orderView } from './order.js';

const channel = 'APP';

export function shopPanel({ body, api, live, attempt }, signal) {
  const [message, goods, cart, order] = [element('div', { role: 'status' }), element('div'), element('div'), element('div')];
  fill(body, message, order,
    element('section', {}, element('h3', {}, text('demo.goods')), goods),
    element('section', {}, element('h3', {}, text('demo.cart')), cart));
  goodsView({ host: goods, api, attempt, channel, cartOf }, signal);
  cartView({ host: cart, api, live, attempt, channel }, signal);
  orderView({ host: order, api, live, attempt }, signal);
  customer.follow(({ code, collected }) => fill(message, collected ? element('p', { className: 'message' }, text('demo.collected'))
    : code === undefined ? null : element('p', { className: 'message' }, text('demo.message', { code }))), signal);

  async function cartOf(currency) {
    if (customer.get().cartId === undefined) {
      const made = await api.command('createCart', { operationId: operationId(), channel, currency }, 'cart { id }');
      customer.tell({ cartId: made.cart.id });
    }
    return customer.get().cartId;
  }
}
