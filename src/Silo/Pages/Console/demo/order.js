// The customer's order, followed by a device that may see it.

import { element, fill } from '../kernel/dom.js';
import { badge } from '../kernel/table.js';
import { named, text } from '../kernel/words.js';
import { toneOf } from '../orders/states.js';
import { customer } from './customer.js';

const selection = 'id number status version fulfillments { id status }';

export function orderView({ host, api, live, attempt }, signal) {
  let followed = null;
  let version = 0;
  const draw = (order) => {
    if (order === null || order.id !== followed || order.version < version) {
      return;
    }
    version = order.version;
    const [parcel] = order.fulfillments.filter(({ status }) => status !== 'CANCELLED');
    fill(host, element('p', { className: 'order-state' },
      text('demo.ordered', { number: order.number }), ' ', badge(named('order', order.status), toneOf(order.status)), ' ',
      parcel === undefined ? null : badge(named('parcel', parcel.status), toneOf(parcel.status))));
    if (order.status === 'CONFIRMED' && parcel?.status === 'ALLOCATED' && customer.get().parcelId !== parcel.id) {
      customer.tell({ parcelId: parcel.id });
    }
  };
  customer.follow(({ order }) => {
    if (order !== undefined && order.id !== followed) {
      followed = order.id;
      version = 0;
      live.watch(`subscription ($id: ID!) { orderChanged(orderId: $id) { ${selection} } }`, { id: followed }, {
        signal,
        onReady: () => attempt(async () => draw((await api.ask(`query ($id: ID!) { order(id: $id) { ${selection} } }`, { id: followed }, signal)).order)),
        onData: ({ orderChanged }) => draw(orderChanged),
      });
    }
  }, signal);
}
