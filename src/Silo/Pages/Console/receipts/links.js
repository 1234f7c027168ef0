// The ways from a purchase to its receipts: the page here, and the PDF.

import { element } from '../kernel/dom.js';
import { fileButton } from '../kernel/file.js';
import { address } from '../kernel/router.js';
import { current, text } from '../kernel/words.js';

/** A receipt's number, such as `store-london-2026-000042`, has the parts of its address. */
const parts = /^(.+)-(\d{4})-(\d+)$/;

/** Each receipt with its page and its PDF. */
export const receiptLinks = (ids) => ids.map((id) => element('div', { className: 'receipt-links' },
  element('a', { className: 'code', href: address('receipts', id) }, id), ' ', pdfButton(id)));

export const pdfButton = (id) => fileButton({ label: text('receipts.pdf'), name: text('receipts.pdfOf', { id }), path: () => pathOf(id), fileName: `${id}.pdf` });

function pathOf(id) {
  const [, store, year, count] = parts.exec(id);
  return `/receipts/${encodeURIComponent(store)}/${year}/${count}.pdf?lang=${current()}`;
}
