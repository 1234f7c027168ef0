// A store's work: its parcels, by what is to be done next, the returns that come in, and the way to a customer.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { dayTime, number } from '../kernel/format.js';
import { repeat } from '../kernel/repeat.js';
import { address } from '../kernel/router.js';
import { holder } from '../kernel/session.js';
import { empty, failed, loading } from '../kernel/state.js';
import { badge } from '../kernel/table.js';
import { named, text } from '../kernel/words.js';
import { parcelActions } from '../orders/actions.js';
import { labelFact, labelFields } from '../orders/label.js';
import { toneOf } from '../orders/states.js';
import { announcedFields, announcedView } from '../returns/announced.js';
import { storeChoice } from './store.js';

const againMs = 4_000;

// So many parcels are shown that have not left, those with the earliest deadlines.
const parcelsMax = 50;

// What is on its way here, or waits for its customer, is looked for in so many of the newest orders.
const ordersMax = 100;

// Announced returns that are shown, the oldest first.
const comingMax = 50;

const placesQuery = '{ locations { id name kind } }';

const orderFields = 'id number status channel placedAt';
const parcelFields = `id method status location { id name } lines { orderLineId sku quantity } label ${labelFields}`;

const workQuery = `query ($at: ID!, $works: Boolean!) {
  workList(locationId: $at, first: ${parcelsMax}) @include(if: $works) { totalCount nodes { deadline order { ${orderFields} } fulfillment { ${parcelFields} } } }
  returnRequests(locationId: $at, first: ${comingMax}) @include(if: $works) {
    pageInfo { hasNextPage }
    nodes { ${announcedFields} order { id number lines { id name } } }
  }
  orders(first: ${ordersMax}) { nodes { ${orderFields} fulfillments { ${parcelFields} } } }
}`;

const held = ['ALLOCATED', 'PICKED', 'PACKED'];

// Behind what has a deadline.
const later = ['SHIPPED', 'READY_FOR_PICKUP'];

export function showWork(host, _, signal) {
  const chooser = element('span');
  let store = null;
  const [list, coming] = [element('div', {}, loading()), element('div', {}, loading())];
  const customer = element('input', { required: true, maxLength: 100, autocomplete: 'off', spellcheck: false, 'aria-label': text('work.findHint'), placeholder: text('work.findHint') });
  let [places, known] = [null, null];
  const works = ['ASSOCIATE', 'ADMIN'].includes(holder().role);

  fill(host,
    element('header', { className: 'page-head' }, element('h1', {}, text('nav.work')), element('div', { className: 'tools' }, element('label', {}, text('work.store'), chooser))),
    element('div', { className: 'grid' },
      element('div', { className: 'stack two-thirds' },
        element('section', { className: 'card', id: 'work' }, element('h2', {}, text('work.list')), list),
        works ? element('section', { className: 'card', id: 'coming' }, element('h2', {}, text('work.coming')), coming) : null),
      element('section', { className: 'card third', id: 'customer' }, element('h2', {}, text('work.find')),
        element('form', { className: 'tools', onsubmit: (event) => {
          event.preventDefault();
          window.location.hash = address('customers', customer.value.trim());
        } }, element('div', { className: 'search' }, customer), element('button', { type: 'submit' }, text('work.findDo'))))));

  const read = async (isMine = false) => {
    if (places === null) {
      places = (await api.ask(placesQuery, {}, signal)).locations;
      store = storeChoice(places, () => {
        known = null;
        [list, coming].forEach((part) => fill(part, loading()));
        read().catch(() => {});
      });
      fill(chooser, store);
    }
    const at = store.value;
    const answer = await api.ask(workQuery, { at, works }, signal);
    if (at === store.value) {
      known = answer;
      draw(isMine);
    }
  };
  // Nothing moves under the hands of who is in the list by keyboard, but for what they did themselves.
  const draw = (isMine = false) => {
    const changed = () => read(true).catch(() => {});
    [[list, workList], [coming, comingList]].forEach(([part, listOf]) => {
      if (known !== null && (isMine || !part.contains(document.activeElement))) {
        fill(part, listOf(known, places, store.value, changed));
      }
    });
  };
  repeat(() => read().catch((fault) => {
    if (fault.kind !== undefined && fault.kind !== 'offline' && !signal.aborted) {
      fill(list, failed(fault));
    }
    throw fault;
  }), againMs, signal);
}

function workList({ workList: due, orders }, locations, at, changed) {
  // Who may not see the list of work sees the newest orders' parcels instead.
  const shown = due === undefined ? [...held, ...later] : later;
  const work = [
    ...(due?.nodes ?? []).map(({ deadline, order, fulfillment }) => ({ order, deadline, parcel: fulfillment })),
    ...orders.nodes
      .flatMap((order) => order.fulfillments.filter(({ status, location }) => shown.includes(status) && location.id === at).map((parcel) => ({ order, parcel })))
      .filter(({ order, parcel }) => ['CONFIRMED', 'PARTIALLY_FULFILLED'].includes(order.status) && (parcel.method !== 'SHIP' || parcel.status !== 'SHIPPED'))
      .sort((a, b) => shown.indexOf(a.parcel.status) - shown.indexOf(b.parcel.status) || Date.parse(a.order.placedAt) - Date.parse(b.order.placedAt)),
  ];
  if (work.length === 0) {
    return empty(text('work.none'), text('work.noneHint'));
  }
  const hidden = (due?.totalCount ?? 0) - (due?.nodes.length ?? 0);
  return element('div', { className: 'stack' },
    work.map(({ order, deadline, parcel }) => element('article', { className: 'parcel' },
      element('div', { className: 'parcel-head' },
        element('h3', {}, element('a', { className: 'code', href: address('orders', order.id) }, order.number)),
        badge(named('parcel', parcel.status), toneOf(parcel.status)),
        element('span', {}, named('method', parcel.method)),
        deadlineOf(deadline) ?? element('time', { className: 'dim', dateTime: order.placedAt }, dayTime(order.placedAt))),
      element('ul', {}, parcel.lines.map(({ sku, quantity }) => element('li', {}, `${number(quantity)} × ${sku}`))),
      labelFact(parcel.label, parcel.id),
      element('div', { className: 'actions' }, parcelActions({ order, locations, role: holder().role, changed }, parcel)))),
    hidden > 0 ? element('p', { className: 'dim' }, text('work.more', { count: number(hidden) })) : null);
}

// Who may not see announced returns is not offered the list.
function comingList({ returnRequests: announced }, locations, at, changed) {
  if (announced === undefined || announced.nodes.length === 0) {
    return empty(text('work.noneComing'), text('work.noneComingHint'));
  }
  return element('div', { className: 'stack' },
    announced.nodes.map(({ order, ...request }) => announcedView({ order, locations, role: holder().role, at, changed }, request,
      element('a', { href: address('orders', order.id) }, text('order.number', { number: order.number })))),
    announced.pageInfo.hasNextPage ? element('p', { className: 'dim' }, text('work.moreComing', { count: number(comingMax) })) : null);
}

function deadlineOf(deadline) {
  if (deadline === undefined || deadline === null) {
    return null;
  }
  const late = Date.parse(deadline) < Date.now();
  return element('time', { className: late ? 'badge badge-wrong' : 'dim', dateTime: deadline }, text(late ? 'work.late' : 'work.due', { time: dayTime(deadline) }));
}
