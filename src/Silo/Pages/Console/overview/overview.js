// What happens now: sales, reservations, refusals, the states of orders, what needs somebody, and where.

import { api } from '../kernel/api.js';
import { drawn, element, fill } from '../kernel/dom.js';
import { dateTime, number, seconds } from '../kernel/format.js';
import { plot } from '../kernel/plot.js';
import { address } from '../kernel/router.js';
import { repeat } from '../kernel/repeat.js';
import { empty, failed, loading } from '../kernel/state.js';
import { badge, table } from '../kernel/table.js';
import { named, text } from '../kernel/words.js';
import { readBanks } from '../lockers/banks.js';
import { alertsOf } from './alerts.js';
import { activityQuery, ordersShown, stateQuery } from './queries.js';

const activityMs = 2_000;
const stateMs = 6_000;

// Behind by more than this, somebody should look.
const lagSecondsMax = 5;

const windows = [15, 60, 240];

export function showOverview(host, _, signal) {
  const minutes = element('select', { onchange: () => again() }, windows.map((count) => element('option', { value: count }, text('overview.minutes', { count }))));
  minutes.value = '60';
  const place = element('select', { onchange: () => again() }, element('option', { value: '' }, text('overview.everywhere')));
  const sales = plot({
    title: text('overview.sales'),
    series: [{ name: 'sales', label: text('overview.tillSales'), shape: 'bars' }, { name: 'orders', label: text('overview.orders'), shape: 'bars' }],
  }, signal);
  const holds = plot({
    title: text('overview.holds'),
    series: [
      { name: 'reservations', label: text('overview.reservations'), shape: 'bars' },
      { name: 'refusals', label: text('overview.refusals'), shape: 'bars' },
    ],
  }, signal);
  const tiles = element('dl', { className: 'tiles' });
  const [states, alerts, places] = [element('div'), element('div'), element('div')];
  [states, alerts, places].forEach((part) => fill(part, loading()));
  let activity = null;
  let state = null;

  fill(host,
    element('header', { className: 'page-head' },
      element('h1', {}, text('nav.overview')),
      element('div', { className: 'tools' },
        element('label', {}, text('overview.place'), place),
        element('label', {}, text('overview.window'), minutes))),
    tiles,
    element('div', { className: 'grid' },
      element('section', { className: 'card half' }, element('h2', {}, text('overview.sales')), sales.host),
      element('section', { className: 'card half' }, element('h2', {}, text('overview.holds')), holds.host),
      element('section', { className: 'card third', id: 'alerts' }, element('h2', {}, text('overview.alerts')), alerts),
      element('section', { className: 'card third', id: 'states' }, element('h2', {}, text('overview.states'), element('small', {}, text('overview.newest', { count: ordersShown }))), states),
      element('section', { className: 'card third', id: 'places' }, element('h2', {}, text('overview.places')), places)));

  const readActivity = async () => {
    activity = (await api.ask(activityQuery, { minutes: Number(minutes.value), at: place.value || null }, signal)).activity;
    const points = activity.minutes.map((minute) => ({
      at: Date.parse(minute.at), sales: minute.tillSales, orders: minute.orders, reservations: minute.reservations, refusals: minute.refusals,
    }));
    sales.update(points);
    holds.update(points);
    fill(places, placesOf(activity));
    showTiles();
  };
  const readState = async () => {
    const found = await api.ask(stateQuery, {}, signal);
    const banks = found.locations.filter(({ kind }) => kind === 'LOCKER_BANK').map(({ id }) => id);
    state = { ...found, banks: await readBanks(banks, signal) };
    if (place.childElementCount === 1) {
      place.append(...state.locations.map(({ id, name }) => element('option', { value: id }, name)));
    }
    fill(states, statesOf(state.orders.nodes));
    fill(alerts, alertList(alertsOf(state, lagSecondsMax)));
    showTiles();
  };
  const showTiles = () => fill(tiles, tilesOf(activity, state));
  const tell = (part, ask) => ask().catch((fault) => {
    if (fault.kind !== undefined && !signal.aborted && fault.kind !== 'offline') {
      fill(part, failed(fault, again));
    }
    throw fault;
  });
  const again = () => readActivity().catch(() => {});

  repeat(() => tell(places, readActivity), activityMs, signal);
  repeat(() => tell(alerts, readState), stateMs, signal);
}

function tilesOf(activity, state) {
  const sum = (field) => (activity === null ? null : activity.minutes.reduce((total, minute) => total + minute[field], 0));
  const now = activity?.minutes.at(-1);
  const count = activity?.minutes.length ?? 0;
  const lag = state === null ? null : Math.max(0, ...state.readModels.map(({ lagSeconds }) => lagSeconds));
  const perMinute = (total) => (total === null ? '' : text('overview.perMinute', { rate: number(Math.round((total / count) * 10) / 10) }));
  const sold = activity === null ? null : sum('tillSales') + sum('orders');
  const tile = (id, name, value, hint = '', tone = '') => element('div', { className: `tile ${tone}`, id: `tile-${id}` },
    element('dt', {}, name), element('dd', {}, element('span', { className: 'count' }, value ?? '–'), hint === '' ? null : element('small', {}, hint)));
  return [
    tile('now', text('overview.thisMinute'), now === undefined ? null : number(now.tillSales + now.orders), text('overview.salesAndOrders')),
    tile('sales', text('overview.salesAndOrders'), sold === null ? null : number(sold), perMinute(sold)),
    tile('left', text('overview.unitsLeft'), activity === null ? null : number(sum('unitsLeft')), activity === null ? '' : text('overview.promised', { count: number(sum('unitsPromised')) })),
    tile('reservations', text('overview.reservations'), activity === null ? null : number(sum('reservations')), perMinute(sum('reservations'))),
    tile('refusals', text('overview.refusals'), activity === null ? null : number(sum('refusals')), text('overview.refusalsHint'), sum('refusals') > 0 ? 'is-warn' : ''),
    tile('lag', text('overview.lag'), lag === null ? null : seconds(lag), text('overview.lagHint'), lag > lagSecondsMax ? 'is-wrong' : ''),
  ];
}

function statesOf(orders) {
  if (orders.length === 0) {
    return empty(text('overview.noOrders'), text('overview.noOrdersHint'));
  }
  const counts = Map.groupBy(orders, ({ status }) => status);
  return element('ul', { className: 'share' }, ['PLACED', 'AWAITING_PAYMENT', 'CONFIRMED', 'PARTIALLY_FULFILLED', 'FULFILLED', 'CANCELLED', 'REJECTED']
    .filter((status) => counts.has(status))
    .map((status) => {
      const count = counts.get(status).length;
      return element('li', { className: 'share-row' },
        element('a', { href: address('orders', 'in', status) }, named('order', status)),
        drawn('svg', { class: 'share-bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
          drawn('rect', { class: 'ground', width: 100, height: 10 }), drawn('rect', { width: (100 * count) / orders.length, height: 10 })),
        element('span', { className: 'numeric' }, number(count)));
    }));
}

function alertList(alerts) {
  if (alerts.length === 0) {
    return empty(text('overview.noAlerts'), text('overview.noAlertsHint'));
  }
  return element('ul', { className: 'alerts' }, alerts.map(({ kind, tone, words, href, since }) => element('li', {},
    badge(text(`alert.${kind}`), tone),
    element('p', {}, href === undefined ? words : element('a', { href }, words), since === undefined ? null : element('span', { className: 'dim' }, ` · ${dateTime(since)}`)))));
}

function placesOf({ locations }) {
  if (locations.length === 0) {
    return empty(text('overview.noPlaces'), text('overview.noPlacesHint'));
  }
  const count = (label, field) => ({ label, numeric: true, cell: (row) => number(row[field]) });
  return table(text('overview.places'), [
    { label: text('overview.place'), head: true, cell: ({ location }) => location.name },
    count(text('overview.tillSales'), 'tillSales'),
    count(text('overview.left'), 'unitsLeft'),
    count(text('overview.held'), 'reservations'),
    count(text('overview.refused'), 'refusals'),
  ], locations);
}
