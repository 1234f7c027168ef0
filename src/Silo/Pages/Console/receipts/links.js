// The ways from a purchase to its receipts: the page here, and the PDF.

import { api } from '../kernel/api.js';
import { element } from '../kernel/dom.js';
import { address } from '../kernel/router.js';
import { toastTrouble } from '../kernel/toast.js';
import { current, text } from '../kernel/words.js';

/** A receipt's number, such as `store-london-2026-000042`, has the parts of its address. */
const parts = /^(.+)-(\d{4})-(\d+)$/;

/** Each receipt with its page and its PDF. */
export const receiptLinks = (ids) => ids.map((id) => element('div', { className: 'receipt-links' },
  element('a', { className: 'code', href: address('receipts', id) }, id), ' ', pdfButton(id)));

/** The PDF is asked for with the token of who is signed in, which stands in no address: so it is saved, and not linked to. */
export const pdfButton = (id) => element('button', {
  type: 'button', className: 'quiet', 'aria-label': text('receipts.pdfOf', { id }), onclick: async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    try {
      await save(id);
    } catch (fault) {
      toastTrouble(fault);
    } finally {
      button.disabled = false;
    }
  },
}, text('receipts.pdf'));

async function save(id) {
  const [, store, year, count] = parts.exec(id);
  const file = URL.createObjectURL(await api.fetchFile(`/receipts/${encodeURIComponent(store)}/${year}/${count}.pdf?lang=${current()}`));
  const link = element('a', { href: file, download: `${id}.pdf`, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(file);
}
