// What became of it: the money, and both receipts.

import { element, fill } from '../kernel/dom.js';
import { money } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { facts } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { issued } from '../receipts/issued.js';

/** @param known the receipts that the order had before. @param answer `{refund, saleTotal, paid, givenBack, storeCreditId, sale}`; only the first and the credit of a return. */
export function doneView(order, known, answer, signal) {
  const { refund, saleTotal, paid, givenBack, storeCreditId, sale } = answer;
  const title = element('h2', { tabIndex: -1 }, text(sale === undefined ? 'done.returned' : 'done.exchanged'));
  const isSome = (sum) => sum !== undefined && Number(sum.amount) > 0;
  return {
    title,
    host: element('section', { className: 'card', id: 'done' }, title, facts([
      [text('settle.worth'), money(refund)],
      [text('settle.cost'), saleTotal === undefined ? null : money(saleTotal)],
      [text('done.paid'), isSome(paid) ? money(paid) : null],
      [text('done.givenBack'), sale === undefined ? money(refund) : isSome(givenBack) ? money(givenBack) : null],
      [text('done.storeCredit'), storeCreditId === null ? null : element('span', { className: 'code' }, storeCreditId)],
      [text('done.creditNote'), issued(order.id, { known }, signal)],
      [text('done.sale'), sale === undefined ? null : element('a', { className: 'code', href: address('orders', sale.id) }, sale.number)],
      [text('done.receipt'), sale === undefined ? null : issued(sale.id, { prints: true }, signal)],
    ]), storeCreditId === null ? null : element('p', { className: 'dim' }, text('done.storeCreditHint')),
    element('div', { className: 'actions' }, element('a', { href: address('orders', order.id) }, text('order.number', { number: order.number })))),
  };
}

/** Shows it in the place of the form. */
export function showDone({ host, title }, { tools, show }) {
  fill(tools);
  show(host);
  title.focus();
}
