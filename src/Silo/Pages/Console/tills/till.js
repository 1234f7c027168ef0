// One session of a till: what its drawer must hold and why, what came in by tender, and at its end the count and its difference.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { dateTime, money, number } from '../kernel/format.js';
import { repeat } from '../kernel/repeat.js';
import { address } from '../kernel/router.js';
import { empty, failed, loading } from '../kernel/state.js';
import { badge, facts, table } from '../kernel/table.js';
import { named, text } from '../kernel/words.js';
import { minorOf, moneyOf } from '../returns/sums.js';
import { moveCash } from './actions.js';
import { allFields, unsigned, varianceOf } from './session.js';

const againMs = 3_000;

const query = `query ($till: ID!, $number: Int) { tillSession(tillId: $till, number: $number) { ${allFields} } }`;

export function showTill(host, { till, number: which }, signal) {
  const [title, actions, body] = [element('h1', {}, till), element('div', { className: 'actions' }), element('div', { 'aria-live': 'polite' }, loading())];
  let told = null;
  fill(host, element('p', { className: 'trail' }, element('a', { href: '#/tills' }, text('nav.tills'))),
    element('header', { className: 'page-head' }, title, actions), body);

  const read = async () => {
    const { tillSession: session } = await api.ask(query, { till, number: Number(which) }, signal);
    const news = JSON.stringify(session);
    if (news === told) {
      return;
    }
    told = news;
    if (session === null) {
      fill(body, empty(text('till.unknown', { till, number: which }), text('till.unknownHint')));
      return;
    }
    fill(title, text('till.one', { till }), ' ', element('span', { className: 'sub' }, text('till.number', { number: which })), ' ',
      badge(text(session.isOpen ? 'till.isOpen' : 'till.isClosed'), session.isOpen ? 'good' : 'calm'));
    fill(actions, session.isOpen ? [
      element('button', { type: 'button', onclick: () => moveCash('PAY_IN', session, changed) }, named('cashMovement', 'PAY_IN')),
      element('button', { type: 'button', onclick: () => moveCash('PAY_OUT', session, changed) }, named('cashMovement', 'PAY_OUT')),
      element('button', { type: 'button', className: 'danger', onclick: () => {
        window.location.hash = address('tills', till, which, 'count');
      } }, text('till.closeCounted')),
    ] : null);
    fill(body, element('div', { className: 'grid' },
      element('div', { className: 'stack two-thirds' },
        element('section', { className: 'card', id: 'tenders' }, element('h2', {}, text('till.tenders')), tendersOf(session.totals, session)),
        session.lateTotals.length === 0 ? null : element('section', { className: 'card', id: 'late' }, element('h2', {}, text('till.late')),
          element('p', { className: 'dim' }, text('till.lateHint')), tendersOf(session.lateTotals, session)),
        element('section', { className: 'card', id: 'movements' }, element('h2', {}, text('till.movements')), movementsOf(session))),
      element('div', { className: 'stack third' },
        element('section', { className: 'card', id: 'drawer' }, element('h2', {}, text('till.drawer')), drawerOf(session)),
        session.isOpen ? null : element('section', { className: 'card', id: 'difference' }, element('h2', {}, text('till.difference')), differenceOf(session)),
        element('section', { className: 'card', id: 'about' }, element('h2', {}, text('till.session')), aboutOf(session)))));
  };
  const changed = () => read().catch(() => {});
  const again = () => read().catch((fault) => {
    if (fault.kind !== undefined && fault.kind !== 'offline' && !signal.aborted) {
      told = null;
      fill(actions);
      fill(body, failed(fault, () => again().catch(() => {})));
    }
    throw fault;
  });
  repeat(again, againMs, signal);
}

function tendersOf(totals, { openingFloat }) {
  const rows = totals.flatMap((sums) => [
    { kind: 'CASH', taken: sums.cash, back: sums.cashRefunds }, { kind: 'CARD', taken: sums.card }, { kind: 'GIFT_CARD', taken: sums.giftCard },
  ]);
  return rows.length === 0 ? empty(text('till.noSales'), text('till.noSalesHint')) : [
    table(text('till.tenders'), [
      { label: text('settle.kind'), head: true, cell: ({ kind, taken }) => (taken.currency === openingFloat.currency ? named('tender', kind) : `${named('tender', kind)}, ${taken.currency}`) },
      { label: text('till.taken'), numeric: true, cell: ({ taken }) => money(taken) },
      { label: text('done.givenBack'), numeric: true, cell: ({ back }) => (back === undefined ? '–' : money(back)) },
    ], rows),
    totals.map(({ saleCount, refundCount, cash }) => element('p', { className: 'dim' }, text('till.counts', { sales: number(saleCount), refunds: number(refundCount), currency: cash.currency }))),
  ];
}

// Of what the drawer must hold: each part of the sum that the server made.
function drawerOf({ openingFloat, expectedCash, movements, totals }) {
  const { currency } = openingFloat;
  const moved = (kind) => movements.filter((one) => one.kind === kind).reduce((sum, one) => sum + minorOf(one.amount), 0);
  const own = totals.find(({ cash }) => cash.currency === currency);
  const row = (label, minor, className = '') => element('div', { className }, element('dt', {}, label), element('dd', { className: 'numeric' }, money(moneyOf(minor, currency))));
  return element('dl', { className: 'sums' },
    row(text('till.float'), minorOf(openingFloat)),
    row(`+ ${named('cashMovement', 'PAY_IN')}`, moved('PAY_IN')),
    row(`− ${named('cashMovement', 'PAY_OUT')}`, moved('PAY_OUT')),
    row(`+ ${text('till.cashTaken')}`, own === undefined ? 0 : minorOf(own.cash)),
    row(`− ${text('till.cashBack')}`, own === undefined ? 0 : minorOf(own.cashRefunds)),
    row(text('till.expected'), minorOf(expectedCash), 'sum-total'));
}

function differenceOf({ expectedCash, countedCash, variance, unexplainedVariance, varianceReason }) {
  const state = varianceOf(variance);
  const isExplained = Number(variance.amount) !== Number(unexplainedVariance.amount);
  const row = (label, value, className = '') => element('div', { className }, element('dt', {}, text(label)), element('dd', { className: 'numeric' }, money(value)));
  return element('div', { className: 'stack' },
    element('dl', { className: 'sums' },
      row('till.counted', countedCash), row('till.expected', expectedCash),
      row('till.variance', variance, `sum-total${state === 'agrees' ? '' : ' sum-wrong'}`),
      isExplained ? row('till.unexplained', unexplainedVariance) : null),
    element('p', {}, text(`till.explain.${state}`, { difference: money(unsigned(variance)) })),
    isExplained ? element('p', {}, text('till.explainLate', { rest: money(unexplainedVariance) })) : null,
    varianceReason === null ? null : element('p', {}, text('till.explainReason', { reason: varianceReason })));
}

const movementsOf = ({ movements }) => (movements.length === 0 ? empty(text('till.noMovements')) : table(text('till.movements'), [
  { label: text('item.when'), head: true, cell: ({ recordedAt }) => element('time', { dateTime: recordedAt }, dateTime(recordedAt)) },
  { label: text('item.what'), cell: ({ kind }) => named('cashMovement', kind) },
  { label: text('settle.amount'), numeric: true, cell: ({ amount }) => money(amount) },
  { label: text('item.why'), cell: ({ reason }) => reason },
  { label: text('item.who'), cell: ({ recordedBy }) => recordedBy },
], movements));

const aboutOf = (session) => facts([
  [text('overview.place'), session.location.name],
  [text('till.openedAt'), dateTime(session.openedAt)],
  [text('till.openedBy'), session.openedBy],
  [text('till.floatOf'), notes(session.openingDenominations, session.openingFloat)],
  [text('till.closedAt'), session.closedAt === null ? null : dateTime(session.closedAt)],
  [text('till.closedBy'), session.closedBy],
  [text('till.countOf'), notes(session.countedDenominations, session.openingFloat)],
]);

const notes = (denominations, { currency }) => (denominations.length === 0 ? null
  : denominations.map(({ value, count }) => `${number(count)} × ${money({ amount: value, currency })}`).join(', '));
