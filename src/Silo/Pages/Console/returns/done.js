// What became of it: the money, and both receipts.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { money } from '../kernel/format.js';
import { repeat } from '../kernel/repeat.js';
import { address } from '../kernel/router.js';
import { facts } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { receiptLinks } from '../receipts/links.js';

// A receipt may be issued a moment after the answer.
const againMs = 1_000;

/** @param known the receipts that the order had before. @param answer `{refund, saleTotal, paid, givenBack, storeCreditId, sale}`; only the first and the credit of a return. */
export function doneView(order, known, answer, signal) {
  const { refund, saleTotal, paid, givenBack, storeCreditId, sale } = answer;
  const [back, sold] = [element('div', {}, text('done.soon')), element('div', {}, text('done.soon'))];
  const title = element('h2', { tabIndex: -1 }, text(sale === undefined ? 'done.returned' : 'done.exchanged'));
  const ended = new AbortController();
  signal.addEventListener('abort', () => ended.abort());
  repeat(async () => {
    const { one, other } = await api.ask(
      'query ($one: ID!, $other: ID!) { one: order(id: $one) { receiptIds } other: order(id: $other) { receiptIds } }', { one: order.id, other: sale?.id ?? order.id }, ended.signal);
    const fresh = one.receiptIds.filter((id) => !known.includes(id));
    if (fresh.length > 0) {
      fill(back, receiptLinks(fresh));
    }
    if (other.receiptIds.length > 0) {
      fill(sold, receiptLinks(other.receiptIds));
    }
    if (fresh.length > 0 && other.receiptIds.length > 0) {
      ended.abort();
    }
  }, againMs, ended.signal);
  const isSome = (sum) => sum !== undefined && Number(sum.amount) > 0;
  return {
    title,
    host: element('section', { className: 'card', id: 'done' }, title, facts([
      [text('settle.worth'), money(refund)],
      [text('settle.cost'), saleTotal === undefined ? null : money(saleTotal)],
      [text('done.paid'), isSome(paid) ? money(paid) : null],
      [text('done.givenBack'), sale === undefined ? money(refund) : isSome(givenBack) ? money(givenBack) : null],
      [text('done.storeCredit'), storeCreditId === null ? null : element('span', { className: 'code' }, storeCreditId)],
      [text('done.creditNote'), back],
      [text('done.sale'), sale === undefined ? null : element('a', { className: 'code', href: address('orders', sale.id) }, sale.number)],
      [text('done.receipt'), sale === undefined ? null : sold],
    ]), storeCreditId === null ? null : element('p', { className: 'dim' }, text('done.storeCreditHint')),
    element('div', { className: 'actions' }, element('a', { href: address('orders', order.id) }, text('order.number', { number: order.number })))),
  };
}
