// Goods to put into the cart.

import { operationId } from '../kernel/api.js';
import { element } from '../kernel/dom.js';
import { money } from '../kernel/format.js';
import { load } from '../kernel/state.js';
import { text } from '../kernel/words.js';

const query = '{ products(first: 20) { nodes { sku name stockTracked price { amount currency } } } }';

/** @param cartOf gives the id of the cart, of a new one when there is none. */
export function goodsView({ host, api, attempt, channel, cartOf }, signal) {
  const add = (product) => attempt(async () => {
    const cartId = await cartOf(product.price.currency);
    await api.command('addCartLine', { operationId: operationId(), cartId, sku: product.sku, quantity: 1, channel }, 'cart { version }');
  });
  load(host, async () => {
    const { products } = await api.ask(query, {}, signal);
    return element('ul', { className: 'goods', tabIndex: 0 }, products.nodes.filter(({ stockTracked }) => stockTracked).map((product) => element('li', {},
      product.name, element('span', { className: 'numeric' }, money(product.price)),
      element('button', { type: 'button', className: 'round', 'aria-label': text('demo.add', { name: product.name }), onclick: () => add(product) }, '+'))));
  }, signal);
}
