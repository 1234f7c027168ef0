// The receipts of a purchase, which may be issued a moment after its answer.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { repeat } from '../kernel/repeat.js';
import { text } from '../kernel/words.js';
import { receiptLinks } from './links.js';

const againMs = 1_000;

const query = 'query ($id: ID!) { order(id: $id) { receiptIds } }';
const paperQuery = 'query ($id: ID!) { receipt(id: $id) { claimToken } }';

/** @param known those that the order had before. @param prints whether there is a way to the page that is handed to the customer. */
export function issued(orderId, { known = [], prints = false }, signal) {
  const host = element('div', { 'aria-live': 'polite' }, text('done.soon'));
  const ended = new AbortController();
  signal.addEventListener('abort', () => ended.abort());
  repeat(async () => {
    const fresh = (await api.ask(query, { id: orderId }, ended.signal)).order.receiptIds.filter((id) => !known.includes(id));
    if (fresh.length > 0) {
      fill(host, receiptLinks(fresh), prints ? await papersOf(fresh, ended.signal) : null);
      ended.abort();
    }
  }, againMs, ended.signal);
  return host;
}

// A customer who is known has the receipt at hand; of a sale to nobody known, whoever has the page can see it.
async function papersOf(ids, signal) {
  const receipts = await Promise.all(ids.map(async (id) => (await api.ask(paperQuery, { id }, signal)).receipt));
  return receipts.filter(({ claimToken }) => claimToken !== null)
    .map(({ claimToken }) => element('a', { href: `/r/${claimToken}`, target: '_blank', rel: 'noopener' }, text('receipts.paper')));
}
