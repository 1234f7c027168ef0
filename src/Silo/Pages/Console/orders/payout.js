// Cash that an order's customer is owed: a till with an open session hands it out, all of it.

import { api } from '../kernel/api.js';
import { ask } from '../kernel/dialog.js';
import { money } from '../kernel/format.js';
import { toast, toastTrouble } from '../kernel/toast.js';
import { text } from '../kernel/words.js';

const tillsMax = 200;
const query = `query { tillSessions(open: true, first: ${tillsMax}) { nodes { tillId location { id name } } } }`;

/** Asks which till hands it out. */
export async function payOut({ order, changed }) {
  let tills;
  try {
    ({ tillSessions: { nodes: tills } } = await api.ask(query));
  } catch (fault) {
    toastTrouble(fault);
    return;
  }
  if (tills.length === 0) {
    toast(text('payOut.noTill'));
    return;
  }
  const { cashOwed } = order;
  ask({
    title: text('payOut.title', { number: order.number }),
    fields: [{ name: 'tillId', label: text('till.title'), type: 'select', options: tills.map(({ tillId, location }) => [tillId, `${tillId} · ${location.name}`]) }],
    summary: ({ tillId }) => text('payOut.summary', { amount: money(cashOwed), till: tillId || '…' }),
    action: text('payOut.do'),
    send: async ({ tillId }, operationId) => {
      const { location } = tills.find((till) => till.tillId === tillId);
      await api.command('payOutCash', { operationId, orderId: order.id, locationId: location.id, tillId, amount: cashOwed }, 'order { status }');
      changed();
    },
    done: () => text('payOut.done', { amount: money(cashOwed) }),
  });
}
