// Returns that were announced: what is to come back, how and until when, and what the state of each allows.

import { api } from '../kernel/api.js';
import { ask } from '../kernel/dialog.js';
import { element } from '../kernel/dom.js';
import { dayTime, number } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { badge, facts } from '../kernel/table.js';
import { named, text } from '../kernel/words.js';
import { labelFields, labelOf } from '../orders/label.js';

/** What is asked of an announced return. */
export const announcedFields = `id number status method deadline requestedAt receivedAt inspectedAt lostAt droppedOffAt rejectionReason refundTo returnId
  location { id name } lines { orderLineId quantity reason note } label ${labelFields} tracking { occurredAt status reason }`;

const reasonMax = 200;
const workers = ['ASSOCIATE', 'ADMIN'];
const tones = { REQUESTED: 'warn', AUTHORIZED: 'note', IN_TRANSIT: 'note', RECEIVED: 'warn', INSPECTED: 'note', CLOSED: 'good', REJECTED: 'wrong', EXPIRED: 'wrong', LOST: 'wrong' };
// Whose units are no other return's.
const open = ['REQUESTED', 'AUTHORIZED', 'IN_TRANSIT', 'RECEIVED'];
const news = ['IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED', 'DELIVERY_FAILED', 'LOST', 'RETURNED_TO_SENDER'];

/** Units of a line that were handed over, did not come back, and are not announced already. */
export const announceable = ({ returnRequests }, { id, fulfilledQuantity, returnedQuantity }) => fulfilledQuantity - returnedQuantity - returnRequests
  .filter(({ status }) => open.includes(status)).flatMap(({ lines }) => lines)
  .reduce((sum, { orderLineId, quantity }) => (orderLineId === id ? sum + quantity : sum), 0);

/**
 * One announced return.
 * @param context `{order, locations, role, at, changed}`; `at` is where somebody works, null where nobody said so.
 * @param heading what stands for its order beside its number; null on the order's own page.
 */
export function announcedView(context, request, heading = null) {
  const lines = new Map(context.order.lines.map((line) => [line.id, line]));
  const newest = request.tracking.at(-1);
  return element('article', { className: 'parcel' },
    element('div', { className: 'parcel-head' },
      element('h3', { className: 'code' }, request.number),
      badge(named('returnStatus', request.status), tones[request.status] ?? 'calm'),
      element('span', {}, named('returnMethod', request.method), ' · ', request.location.name),
      heading),
    element('ul', {}, request.lines.map(({ orderLineId, quantity, reason, note }) => element('li', {},
      `${number(quantity)} × ${lines.get(orderLineId)?.name ?? orderLineId}`,
      [reason === null ? null : named('returnReason', reason), note].filter((part) => part !== null).map((part) => element('span', { className: 'dim' }, ` · ${part}`))))),
    facts([
      [text('announced.until'), ['AUTHORIZED', 'EXPIRED'].includes(request.status) ? dayTime(request.deadline) : null],
      [text('label.title'), labelOf(request.label, request.number)],
      [text('announced.droppedOff'), request.droppedOffAt === null || request.status !== 'IN_TRANSIT' ? null : placeOf(context, request.droppedOffAt)],
      [text('announced.news'), newest === undefined ? null : `${named('tracking', newest.status)}, ${dayTime(newest.occurredAt)}`],
      [text('announced.received'), request.receivedAt === null ? null : dayTime(request.receivedAt)],
      [text('announced.rejected'), request.rejectionReason],
    ]),
    element('div', { className: 'actions' }, announcedActions(context, request)));
}

const placeOf = ({ locations }, wanted) => locations.find(({ id }) => id === wanted)?.name ?? wanted;

// The server decides; this spares a refusal.
function announcedActions(context, request) {
  if (!workers.includes(context.role)) {
    return [];
  }
  const { status } = request;
  const isWaited = ['REQUESTED', 'AUTHORIZED', 'IN_TRANSIT'].includes(status);

  // What was lost and refunded, and was found after all, belongs to no line any more that could come back.
  const isLost = status === 'LOST' && request.returnId === null && request.inspectedAt === null;
  return [
    status === 'REQUESTED' ? button('authorize', () => authorize(context, request), 'primary') : null,
    isWaited || isLost ? button('receive', () => receive(context, request), status === 'REQUESTED' ? '' : 'primary') : null,
    isWaited || isLost || ['RECEIVED', 'EXPIRED'].includes(status) ? button('inspect', () => {
      window.location.hash = address('orders', context.order.id, 'back', request.id);
    }, status === 'RECEIVED' ? 'primary' : '') : null,
    ['AUTHORIZED', 'IN_TRANSIT'].includes(status) || isLost ? button('track', () => track(context, request)) : null,
    ['REQUESTED', 'AUTHORIZED'].includes(status) ? button('cancel', () => cancel(context, request)) : null,
    isWaited || (status === 'RECEIVED' && request.lostAt === null) ? button('reject', () => reject(context, request), 'danger') : null,
  ];
}

const button = (name, onclick, className = '') => element('button', { type: 'button', className, onclick }, text(`announced.do.${name}`));

const units = ({ lines }) => number(lines.reduce((sum, { quantity }) => sum + quantity, 0));

const sendThen = (name, { changed }, request) => async (values, operationId) => {
  const payload = await api.command(name, { operationId, returnRequestId: request.id, ...values }, 'returnRequest { status }');
  changed();
  return payload;
};

const question = (name, context, request, more = {}) => ask({
  title: text(`announced.${name}.title`, { number: request.number }),
  summary: () => text(`announced.${name}.summary`, { units: units(request) }),
  action: text(`announced.${name}.do`),
  done: () => text(`announced.${name}.done`),
  ...more,
});

const authorize = (context, request) => question('authorize', context, request, { send: sendThen('authorizeReturn', context, request) });

const cancel = (context, request) => question('cancel', context, request, { send: sendThen('cancelReturnRequest', context, request), danger: true });

const reject = (context, request) => question('reject', context, request, {
  fields: [{ name: 'reason', label: text('action.reason'), maxLength: reasonMax, hint: text('announced.reject.hint') }],
  danger: true,
  send: sendThen('rejectReturn', context, request),
});

const track = (context, request) => question('track', context, request, {
  fields: [
    { name: 'status', label: text('announced.news'), type: 'select', options: news.map((one) => [one, named('tracking', one)]) },
    { name: 'reason', label: text('action.reason'), maxLength: reasonMax, required: false, hint: text('announced.track.hint') },
  ],
  summary: ({ status }) => text(status === 'LOST' ? 'announced.track.summaryLost' : 'announced.track.summary'),
  send: ({ status, reason }, operationId) => sendThen('trackReturn', context, request)({ status, reason: reason || null }, operationId),
});

function receive(context, request) {
  const places = context.locations.filter(({ kind }) => kind !== 'LOCKER_BANK').map(({ id, name }) => [id, name]);
  const here = context.at ?? request.location.id;
  question('receive', context, request, {
    fields: [{ name: 'locationId', label: text('return.where'), type: 'select', options: places, value: places.some(([id]) => id === here) ? here : '' }],
    summary: ({ locationId }) => text('announced.receive.summary', { units: units(request), place: placeOf(context, locationId) }),
    send: sendThen('receiveReturn', context, request),
  });
}
