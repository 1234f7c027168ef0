// What happened to an order, the newest first.

import { element } from '../kernel/dom.js';
import { dateTime, money } from '../kernel/format.js';
import { badge } from '../kernel/table.js';
import { named } from '../kernel/words.js';

const tones = {
  paid: 'good', authorized: 'good', captured: 'good', 'sold-at-till': 'good', allocated: 'good',
  rejected: 'wrong', 'payment-declined': 'wrong', 'refund-declined': 'wrong', 'capture-declined': 'wrong', 'authorization-lapsed': 'wrong', 'promise-lost': 'wrong', 'shortage-found': 'wrong', cancelled: 'wrong',
};

export const timeline = (changes, locations) => element('ol', { className: 'timeline' }, changes.map((change) => element('li', { className: `is-${tones[change.kind] ?? 'plain'}` },
  element('p', { className: 'what' },
    named('orderEvent', change.kind),
    change.fulfillmentStatus === null ? null : `: ${named('parcel', change.fulfillmentStatus)}`,
    change.amount === null ? null : ` · ${money(change.amount)}`),
  detailsOf(change, locations),
  element('p', { className: 'when' },
    element('time', { dateTime: change.at }, dateTime(change.at)),
    change.subject === null ? null : [' · ', change.subject, ' ', change.role === null ? null : badge(change.role.toLowerCase())],
    change.device === null ? null : ` · ${change.device}`))));

function detailsOf({ locationId, reason, reference }, locations) {
  const place = locationId === null ? null : locations.find(({ id }) => id === locationId)?.name ?? locationId;
  const said = [place, reason].filter((part) => part !== null).join(' · ');
  const short = reference === null ? null : element('span', { className: 'code dim', title: reference }, shortOf(reference));
  return said === '' && short === null ? null : element('p', {}, said, said !== '' && short !== null ? ' · ' : '', short);
}

// Ids of parcels, payments and promises begin with the order's, which the page says already.
const shortOf = (reference) => (reference.length > 24 ? `…${reference.slice(-8)}` : reference);
