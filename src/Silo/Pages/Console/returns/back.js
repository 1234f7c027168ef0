// What comes back: of each line how many units, why, in which condition, and what becomes of them.

import { element, fill } from '../kernel/dom.js';
import { field } from '../kernel/field.js';
import { money, number } from '../kernel/format.js';
import { named, text } from '../kernel/words.js';
import { canComeBack } from '../orders/actions.js';
import { moneyOf, worthOf } from './sums.js';

const noteMax = 150;
export const reasons = ['CHANGED_MIND', 'WRONG_SIZE', 'UNWANTED_GIFT', 'ARRIVED_TOO_LATE', 'NOT_AS_DESCRIBED', 'WRONG_ITEM', 'DAMAGED_IN_TRANSIT', 'DEFECTIVE', 'OTHER'];
const conditions = ['NEW', 'OPENED', 'USED', 'INCOMPLETE', 'DEFECTIVE', 'DAMAGED'];
const dispositions = ['RESTOCK', 'QUARANTINE', 'DAMAGED', 'WRITE_OFF'];

// Nobody sells them before somebody looked at them.
const notSellable = ['USED', 'INCOMPLETE', 'DEFECTIVE', 'DAMAGED'];

const follows = (condition) => (condition === 'NEW' ? 'RESTOCK' : condition === 'DAMAGED' ? 'DAMAGED' : 'QUARANTINE');

/** @param changed told when something else comes back. @param announced `{orderLineId, quantity, reason, note}` that it begins with. */
export function backView(order, changed, announced = []) {
  const lines = order.lines.filter(canComeBack).map((line) => lineOf(line, changed, announced.filter(({ orderLineId }) => orderLineId === line.id)));
  return {
    host: element('div', { className: 'stack' }, lines.map(({ host }) => host)),
    entries: () => lines.flatMap(({ entries }) => entries()),
    worth: () => lines.reduce((sum, { worth }) => sum + worth(), 0),
    units: () => lines.reduce((sum, { units }) => sum + units(), 0),
  };
}

function lineOf(line, changed, announced) {
  const left = line.fulfilledQuantity - line.returnedQuantity;
  const parts = [];
  const units = () => parts.reduce((sum, part) => sum + part.units(), 0);
  const more = element('button', { type: 'button', className: 'quiet', hidden: true, onclick: () => add().focus() }, text('back.otherCondition'));
  const list = element('div', { className: 'stack' });
  const tell = () => {
    more.hidden = units() === 0 || units() >= left;
    // Of the units of a line that are in several conditions no more can be typed than there are.
    parts.forEach((part) => part.limit(left - units() + part.units()));
    changed();
  };
  const add = (known = undefined) => {
    const part = partOf(line, left - units(), tell, known);
    parts.push(part);
    list.append(part.host);
    return part;
  };
  if (announced.length === 0) {
    add();
  }
  announced.forEach((known) => add(known));
  more.hidden = units() === 0 || units() >= left;
  parts.forEach((part) => part.limit(left - units() + part.units()));
  return {
    host: element('fieldset', { className: 'parcel' },
      element('legend', {}, line.name, ' ', element('span', { className: 'code dim' }, line.sku)),
      element('p', { className: 'dim' }, text('back.left', { count: number(left), of: number(line.quantity), worth: money(moneyOf(worthOf(line, left), line.total.currency)) })),
      list, more),
    units,
    worth: () => worthOf(line, units()),
    entries: () => parts.filter((part) => part.units() > 0).map((part) => ({ orderLineId: line.id, ...part.entry() })),
  };
}

function partOf({ name }, max, tell, known = { quantity: 0, reason: null, note: null }) {
  const quantity = element('input', { type: 'number', min: 0, max, step: 1, value: Math.min(max, known.quantity), required: true, inputMode: 'numeric' });
  const reason = choice(reasons, 'returnReason');
  const condition = choice(conditions, 'condition');
  const disposition = element('select');
  const note = element('input', { maxLength: noteMax, autocomplete: 'off', value: known.note ?? '' });
  const about = element('div', { className: 'fields' },
    field('back.reason', reason), field('back.condition', condition), field('back.disposition', disposition, { className: 'field whole' }), field('back.note', note, { className: 'field whole' }));
  const units = () => (quantity.validity.valid ? quantity.valueAsNumber : 0);
  const offer = () => {
    const kept = disposition.value;
    const allowed = dispositions.filter((one) => one !== 'RESTOCK' || !notSellable.includes(condition.value));
    fill(disposition, element('option', { value: '' }, text('back.follows', { what: named('disposition', follows(condition.value)) })),
      allowed.map((one) => element('option', { value: one }, named('disposition', one))));
    disposition.value = allowed.includes(kept) ? kept : '';
  };
  quantity.addEventListener('input', () => {
    about.hidden = units() === 0;
    tell();
  });
  condition.addEventListener('change', offer);
  offer();
  reason.value = known.reason ?? reasons[0];
  about.hidden = units() === 0;
  return {
    host: element('div', { className: 'stack', role: 'group', 'aria-label': name }, field('back.units', quantity), about),
    units,
    limit: (most) => {
      quantity.max = most;
    },
    focus: () => quantity.focus(),
    entry: () => ({
      quantity: units(), reason: reason.value, condition: condition.value, disposition: disposition.value || null, note: note.value.trim() || null,
    }),
  };
}

const choice = (names, kind) => element('select', {}, names.map((name) => element('option', { value: name }, named(kind, name))));
