// A shop's tills: the open sessions with what their drawers must hold, the baskets that were put aside, and the sessions that are over.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { dayTime, money } from '../kernel/format.js';
import { repeat } from '../kernel/repeat.js';
import { address } from '../kernel/router.js';
import { empty, failed, loading } from '../kernel/state.js';
import { badge, table } from '../kernel/table.js';
import { toast, toastTrouble } from '../kernel/toast.js';
import { text } from '../kernel/words.js';
import { storeChoice } from '../associate/store.js';
import { openTill } from './actions.js';
import { basketView, cartFields } from './basket.js';
import { heldFields, heldTable } from './held.js';
import { keep, kept } from './kept.js';
import { sessionFields, varianceOf } from './session.js';

const againMs = 4_000;
const openMax = 200;
const pastMax = 20;

const placesQuery = '{ locations { id name kind } products(first: 1) { nodes { price { currency } } } }';

// What the shop sells in comes first; a drawer may hold another.
const currencies = ['EUR', 'GBP', 'USD', 'CHF'];

const query = `query ($at: ID!, $after: String) {
  open: tillSessions(locationId: $at, open: true, first: ${openMax}) { nodes { ${sessionFields} } }
  past: tillSessions(locationId: $at, open: false, first: ${pastMax}, after: $after) { nodes { ${sessionFields} } pageInfo { hasNextPage endCursor } }
  heldCarts(locationId: $at) { ${heldFields} }
}`;

const cartQuery = `query ($id: ID!) { cart(id: $id) ${cartFields} }`;

export function showTills(host, _, signal) {
  const chooser = element('span');
  const [open, held, past, more, resumed] = [element('div', {}, loading(2)), element('div', {}, loading(2)), element('div', {}, loading()), element('p', { className: 'more' }), element('div')];
  let [store, offered, known, older, next] = [null, currencies, null, [], null];
  const place = () => ({ id: store.value, name: store.selectedOptions[0].text });

  fill(host,
    element('header', { className: 'page-head' }, element('h1', {}, text('nav.tills')), element('div', { className: 'tools' },
      element('label', {}, text('work.store'), chooser),
      element('button', { type: 'button', className: 'primary', onclick: () => (store === null ? null : openTill({ place: place(), currencies: offered })) }, text('till.open')))),
    element('div', { className: 'grid' },
      element('section', { className: 'card half', id: 'open' }, element('h2', {}, text('till.openSessions')), open),
      element('div', { className: 'stack half' },
        element('section', { className: 'card', id: 'held' }, element('h2', {}, text('held.title')), held), resumed),
      element('section', { className: 'card wide', id: 'past' }, element('h2', {}, text('till.pastSessions'), element('small', {}, text('system.newestFirst'))), past, more)));

  const read = async () => {
    if (store === null) {
      const { locations, products } = await api.ask(placesQuery, {}, signal);
      offered = [...new Set([...products.nodes.map(({ price }) => price.currency), ...currencies])];
      store = storeChoice(locations, () => {
        [known, older, next] = [null, [], null];
        [open, held, past].forEach((part) => fill(part, loading(2)));
        [more, resumed].forEach((part) => fill(part));
        read().catch(() => {});
      });
      fill(chooser, store);
    }
    const at = store.value;
    const answer = await api.ask(query, { at, after: null }, signal);
    if (at !== store.value) {
      return;
    }
    const isFirst = known === null;
    // Nothing moves under the hands of who is in a list by keyboard, unless it changed.
    const isNews = (part) => JSON.stringify(answer[part]) !== JSON.stringify(known?.[part]);
    const [isOpenNews, isHeldNews, isPastNews] = [isNews('open'), isNews('heldCarts'), isNews('past')];
    known = answer;
    if (isOpenNews) {
      fill(open, openTable(answer.open.nodes));
    }
    if (isHeldNews) {
      fill(held, heldTable(answer.heldCarts, place(), takeUp));
    }
    if (isFirst || (isPastNews && older.length === 0)) {
      next = answer.past.pageInfo;
    }
    if (isPastNews) {
      drawPast();
    }
    if (isFirst) {
      await findAgain(at);
    }
  };
  const show = (found, label) => {
    const at = place();
    fill(resumed, basketView({
      found, label, place: at, tills: known.open.nodes.map(({ tillId }) => tillId),
      sold: () => keep(at.id, null),
      left: () => {
        keep(at.id, null);
        fill(resumed);
        read().catch(() => {});
      },
    }, signal));
  };
  const takeUp = (found, label) => {
    keep(store.value, { id: found.id, label });
    show(found, label);
    read().catch(() => {});
  };
  // What this tab took up before it was loaded again, unless it was sold or put aside since.
  const findAgain = async (at) => {
    const basket = kept(at);
    if (basket === null || resumed.childElementCount > 0) {
      return;
    }
    const { cart } = await api.ask(cartQuery, { id: basket.id }, signal);
    if (at !== store.value) {
      return;
    }
    if (cart === null || cart.status === 'ORDERED' || known.heldCarts.some(({ cart: { id } }) => id === basket.id)) {
      keep(at, null);
      if (cart?.status === 'ORDERED') {
        toast(text('basket.sold', { label: basket.label }));
      }
    } else {
      show(cart, basket.label);
    }
  };
  const drawPast = () => {
    // A session that ended meanwhile moves those that were read before to the next page.
    const first = known.past.nodes;
    const names = new Set(first.map(nameOf));
    fill(past, pastTable([...first, ...older.filter((session) => !names.has(nameOf(session)))]));
    fill(more, next?.hasNextPage ? element('button', { type: 'button', onclick: readOn }, text('list.more')) : null);
  };
  const readOn = async () => {
    try {
      const { past: page } = await api.ask(query, { at: store.value, after: next.endCursor }, signal);
      older = [...older, ...page.nodes];
      next = page.pageInfo;
      drawPast();
    } catch (fault) {
      toastTrouble(fault);
    }
  };
  const again = () => read().catch((fault) => {
    if (fault.kind !== undefined && fault.kind !== 'offline' && !signal.aborted) {
      known = null;
      [held, past, more].forEach((part) => fill(part));
      fill(open, failed(fault, () => again().catch(() => {})));
    }
    throw fault;
  });
  repeat(again, againMs, signal);
}

const nameOf = ({ tillId, number }) => `${tillId} ${number}`;

const tillColumn = () => ({ label: text('till.title'), head: true, cell: ({ tillId, number }) => element('a', { className: 'code', href: address('tills', tillId, number) }, `${tillId} · ${number}`) });

const openTable = (sessions) => (sessions.length === 0 ? empty(text('till.noOpen'), text('till.noOpenHint')) : table(text('till.openSessions'), [
  tillColumn(),
  { label: text('till.openedAt'), cell: ({ openedAt }) => element('time', { dateTime: openedAt }, dayTime(openedAt)) },
  { label: text('till.openedBy'), cell: ({ openedBy }) => openedBy },
  { label: text('till.float'), numeric: true, cell: ({ openingFloat }) => money(openingFloat) },
  { label: text('till.expected'), numeric: true, cell: ({ expectedCash }) => money(expectedCash) },
], sessions));

const pastTable = (sessions) => (sessions.length === 0 ? empty(text('till.noPast'), text('till.noPastHint')) : table(text('till.pastSessions'), [
  tillColumn(),
  { label: text('till.closedAt'), cell: ({ closedAt }) => element('time', { dateTime: closedAt }, dayTime(closedAt)) },
  { label: text('till.closedBy'), cell: ({ closedBy }) => closedBy },
  { label: text('till.expected'), numeric: true, cell: ({ expectedCash }) => money(expectedCash) },
  { label: text('till.counted'), numeric: true, cell: ({ countedCash }) => money(countedCash) },
  { label: text('till.variance'), numeric: true, cell: ({ variance, unexplainedVariance }) => [
    varianceOf(variance) === 'agrees' ? money(variance) : element('span', { className: varianceOf(variance) === 'missing' ? 'negative' : '' }, money(variance)),
    Number(variance.amount) === Number(unexplainedVariance.amount) ? null : element('div', { className: 'dim' }, text('till.unexplainedOf', { rest: money(unexplainedVariance) }))] },
  { label: text('till.varianceReason'), cell: ({ varianceReason }) => varianceReason ?? badge(text('till.noReason')) },
], sessions));
