// How the difference is settled: what the customer pays on top, or where the money goes that is given back.

import { element, fill } from '../kernel/dom.js';
import { field } from '../kernel/field.js';
import { named, text } from '../kernel/words.js';
import { tendersView } from './tenders.js';

const kinds = ['CASH', 'CARD', 'GIFT_CARD', 'STORE_CREDIT'];

/** Where the money of a return goes. */
export const targets = ['ORIGINAL_TENDERS', 'ORIGINAL_TENDERS_OR_STORE_CREDIT', 'STORE_CREDIT'];

/** @param changed told when it is settled in another way. @param preferred where the money goes, at first. */
export function settlementView(currency, changed, signal, preferred = targets[0]) {
  const pays = tendersView({ currency, kinds, changed }, signal);
  const target = element('select', {}, targets.map((one) => element('option', { value: one }, named('refundTo', one))));
  target.value = preferred;
  const till = element('select');
  const tillField = field('settle.till', till, { hint: 'settle.tillHint' });
  const gets = element('div', { className: 'stack', hidden: true }, field('settle.to', target), tillField);
  return {
    host: element('div', { className: 'stack' }, pays.host, gets),
    /** @param due in minor units: positive what the customer pays, negative what the customer gets. @param isReturn nothing is taken instead. */
    update(due, isReturn, tills) {
      pays.update(due);
      gets.hidden = due >= 0;
      tillField.hidden = !isReturn || tills.length === 0;
      const kept = till.value;
      fill(till, element('option', { value: '' }, text('settle.noTill')), tills.map((id) => element('option', { value: id }, id)));
      till.value = tills.includes(kept) ? kept : '';
    },
    isWhole: pays.isWhole,
    tenders: pays.tenders,
    refundTo: () => target.value,
    tillId: () => till.value || null,
  };
}
