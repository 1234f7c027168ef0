// The till: the customer shows the phone, the cart is there; what is scanned is on the phone.

import { element, fill } from '../kernel/dom.js';
import { text } from '../kernel/words.js';
import { Trouble } from '../kernel/api.js';
import { cartView } from './cart.js';
import { customer } from './customer.js';
import { goodsView } from './goods.js';
import { orderView } from './order.js';

const channel = 'POS';

export function tillPanel({ body, api, live, attempt }, signal) {
  const [goods, cart, order] = [element('div'), element('div'), element('div')];
  fill(body, order,
    element('section', {}, element('h3', {}, text('demo.cart')), cart),
    element('section', {}, element('h3', {}, text('demo.scan')), goods));
  cartView({ host: cart, api, live, attempt, channel }, signal);
  orderView({ host: order, api, live, attempt }, signal);
  goodsView({ host: goods, api, attempt, channel, cartOf }, signal);

  async function cartOf() {
    const { cartId } = customer.get();
    if (cartId === undefined) {
      throw new Trouble('refused', text('demo.noCartHint'));
    }
    return cartId;
  }
}
