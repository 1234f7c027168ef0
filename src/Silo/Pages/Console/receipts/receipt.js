// One receipt, as it was issued: what was sold or went back, its VAT, and where it stands in the chain.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { dateTime, money, number } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { empty, load } from '../kernel/state.js';
import { badge, facts, table } from '../kernel/table.js';
import { named, text } from '../kernel/words.js';
import { pdfButton } from './links.js';

const amount = '{ amount currency }';

const query = `query ($id: ID!) {
  receipt(id: $id) {
    id kind soldAt issuedAt bookedOn orderId orderNumber originalId customerId claimToken hash total ${amount}
    lines { sku name quantity taxRate amount ${amount} tax ${amount} }
    taxes { rate net ${amount} tax ${amount} gross ${amount} }
  }
}`;

export function showReceipt(host, { id }, signal) {
  const [title, actions, body] = [element('h1', {}, text('receipts.one')), element('div', { className: 'actions' }), element('div')];
  fill(host, element('p', { className: 'trail' }, element('a', { href: '#/orders' }, text('nav.orders'))), element('header', { className: 'page-head' }, title, actions), body);
  load(body, async () => {
    const { receipt } = await api.ask(query, { id }, signal);
    if (receipt === null) {
      return empty(text('receipts.unknown', { id }), text('receipts.unknownHint'));
    }
    fill(title, text('receipts.one'), ' ', element('span', { className: 'sub' }, receipt.id), ' ', badge(named('receipt', receipt.kind), receipt.kind === 'SALE' ? 'good' : 'warn'));
    fill(actions, receipt.claimToken === null ? null : element('a', { href: `/r/${receipt.claimToken}`, target: '_blank', rel: 'noopener' }, text('receipts.paper')), pdfButton(receipt.id));
    return element('div', { className: 'grid' },
      element('section', { className: 'card two-thirds', id: 'lines' }, element('h2', {}, text('order.lines')), linesOf(receipt)),
      element('div', { className: 'stack third' },
        element('section', { className: 'card' }, element('h2', {}, text('receipts.about')), factsOf(receipt)),
        element('section', { className: 'card', id: 'taxes' }, element('h2', {}, text('receipts.vat')), taxesOf(receipt))));
  }, signal);
}

const percent = (rate) => `${number(Number(rate))} %`;

const linesOf = ({ lines, total }) => [
  table(text('order.lines'), [
    { label: text('stock.product'), head: true, cell: ({ sku, name }) => [name, element('div', { className: 'code dim' }, sku)] },
    { label: text('orders.units'), numeric: true, cell: ({ quantity }) => number(quantity) },
    { label: text('receipts.rate'), numeric: true, cell: ({ taxRate }) => percent(taxRate) },
    { label: text('receipts.vat'), numeric: true, cell: ({ tax }) => money(tax) },
    { label: text('receipts.gross'), numeric: true, cell: ({ amount: gross }) => money(gross) },
  ], lines),
  element('p', { className: 'cart-total' }, element('span', {}, text('orders.total')), element('span', { className: 'numeric' }, money(total))),
];

const taxesOf = ({ taxes }) => table(text('receipts.vat'), [
  { label: text('receipts.rate'), head: true, cell: ({ rate }) => percent(rate) },
  { label: text('receipts.net'), numeric: true, cell: ({ net }) => money(net) },
  { label: text('receipts.vat'), numeric: true, cell: ({ tax }) => money(tax) },
  { label: text('receipts.gross'), numeric: true, cell: ({ gross }) => money(gross) },
], taxes);

const factsOf = (receipt) => facts([
  [text('receipts.soldAt'), dateTime(receipt.soldAt)],
  [text('receipts.issuedAt'), dateTime(receipt.issuedAt)],
  [text('receipts.bookedOn'), receipt.bookedOn],
  [text('order.title'), receipt.orderNumber === '' ? null : element('a', { className: 'code', href: address('orders', receipt.orderId) }, receipt.orderNumber)],
  [text('receipts.original'), receipt.originalId === null ? null : element('a', { className: 'code', href: address('receipts', receipt.originalId) }, receipt.originalId)],
  [text('orders.customer'), receipt.customerId === null ? null : element('a', { href: address('customers', receipt.customerId) }, receipt.customerId)],
  [text('receipts.hash'), element('span', { className: 'code' }, receipt.hash)],
]);
