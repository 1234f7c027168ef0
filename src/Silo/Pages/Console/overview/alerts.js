// What needs somebody.

import { address } from '../kernel/router.js';
import { seconds } from '../kernel/format.js';
import { text } from '../kernel/words.js';
import { reach } from '../lockers/banks.js';

/** The worst first. */
export function alertsOf({ readModels, stockDiscrepancies, orders, banks }, lagSecondsMax) {
  return [
    ...readModels.filter(({ hasFault, lagSeconds }) => hasFault || lagSeconds > lagSecondsMax).map(({ name, hasFault, lagSeconds }) => ({
      kind: 'feed', tone: 'wrong', words: hasFault ? text('alert.feedFault', { name }) : text('alert.feedLag', { name, lag: seconds(lagSeconds) }),
    })),
    ...stockDiscrepancies.nodes.map(({ sku, shortfall, raisedAt, location }) => ({
      kind: 'discrepancy', tone: 'wrong', words: text('alert.shortfall', { sku, count: shortfall, place: location.name }), href: address('stock', sku, location.id), since: raisedAt,
    })),
    ...orders.nodes.flatMap(({ id, number, fulfillments }) => fulfillments.filter(({ status }) => status === 'EXPIRED').map(() => ({
      kind: 'pickup', tone: 'warn', words: text('alert.overdue', { number }), href: address('orders', id),
    }))),
    ...banks.filter((bank) => reach(bank) === 'silent').map(({ id, location }) => ({
      kind: 'locker', tone: 'wrong', words: text('alert.silent', { place: location.name }), href: address('lockers', id),
    })),
    ...banks.flatMap(({ id: bank, location, compartments }) => compartments.filter(({ outOfOrder }) => outOfOrder).map(({ id }) => ({
      kind: 'locker', tone: 'warn', words: text('alert.outOfOrder', { id, place: location.name }), href: address('lockers', bank),
    }))),
  ];
}
