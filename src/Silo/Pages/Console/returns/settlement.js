// How the difference is settled: what the customer pays on top, or where the money goes that is given back.

import { element, fill } from '../kernel/dom.js';
import { money } from '../kernel/format.js';
import { named, text } from '../kernel/words.js';
import { minorOf, moneyOf, stepOf } from './sums.js';

const kinds = ['CASH', 'CARD', 'GIFT_CARD'];
const targets = ['ORIGINAL_TENDERS', 'ORIGINAL_TENDERS_OR_STORE_CREDIT', 'STORE_CREDIT'];
const tendersMax = 10;
const referenceMax = 500;

/** @param changed told when it is settled in another way. */
export function settlementView(currency, changed) {
  const [pays, gets] = [element('div', { className: 'stack', hidden: true }), element('div', { className: 'stack', hidden: true })];
  const target = element('select', {}, targets.map((one) => element('option', { value: one }, named('refundTo', one))));
  const till = element('select');
  const tillField = field('settle.till', till, 'settle.tillHint');
  const list = element('div', { className: 'stack' });
  const more = element('button', { type: 'button', className: 'quiet', onclick: () => {
    add();
    changed();
  } }, text('settle.another'));
  const rows = [];
  let owed = 0;

  const others = () => rows.slice(1).reduce((sum, row) => sum + row.minor(), 0);
  const add = () => {
    const row = rows.length === 0 ? restRow(() => moneyOf(Math.max(0, owed - others()), currency)) : amountRow(currency, () => {
      rows.splice(rows.indexOf(row), 1);
      row.host.remove();
      changed();
    });
    rows.push(row);
    list.append(row.host);
  };
  add();
  fill(pays, list, more);
  fill(gets, field('settle.to', target), tillField);
  return {
    host: element('div', { className: 'stack' }, pays, gets),
    /** @param due in minor units: positive what the customer pays, negative what the customer gets. @param isReturn nothing is taken instead. */
    update(due, isReturn, tills) {
      owed = Math.max(0, due);
      pays.hidden = due <= 0;
      gets.hidden = due >= 0;
      // A control that is not seen takes no part in whether the form can be sent.
      pays.querySelectorAll('input, select').forEach((control) => {
        control.disabled = due <= 0;
      });
      rows.forEach((row) => row.update());
      more.hidden = rows.length >= tendersMax;
      tillField.hidden = !isReturn || tills.length === 0;
      const kept = till.value;
      fill(till, element('option', { value: '' }, text('settle.noTill')), tills.map((id) => element('option', { value: id }, id)));
      till.value = tills.includes(kept) ? kept : '';
    },
    /** Whether the tenders say all of what is owed. */
    isWhole: () => owed === 0 || others() < owed,
    tenders: () => (owed === 0 ? null : [
      { ...rows[0].tender(), amount: moneyOf(owed - others(), currency) },
      ...rows.slice(1).map((row) => ({ ...row.tender(), amount: moneyOf(row.minor(), currency) })),
    ]),
    refundTo: () => target.value,
    tillId: () => till.value || null,
  };
}

/** The first tender takes what the others leave: so they always add up. */
function restRow(rest) {
  const row = kindRow();
  const amount = element('strong', { className: 'numeric' });
  return {
    ...row,
    host: element('div', { className: 'fields' }, row.controls, element('p', { className: 'field' }, element('span', {}, text('settle.amount')), amount)),
    update() {
      row.update();
      fill(amount, money(rest()));
    },
  };
}

function amountRow(currency, remove) {
  const row = kindRow();
  const amount = element('input', { type: 'number', min: stepOf(currency), step: stepOf(currency), required: true, inputMode: 'decimal' });
  return {
    ...row,
    host: element('div', { className: 'fields' }, row.controls, field('settle.amount', amount),
      element('button', { type: 'button', className: 'quiet', onclick: remove }, text('settle.remove'))),
    minor: () => (Number.isNaN(amount.valueAsNumber) ? 0 : minorOf({ amount: amount.valueAsNumber, currency })),
  };
}

function kindRow() {
  const kind = element('select', {}, kinds.map((one) => element('option', { value: one }, named('tender', one))));
  const reference = element('input', { maxLength: referenceMax, autocomplete: 'off', spellcheck: false });
  const shown = field('settle.reference', reference, 'settle.referenceHint');
  return {
    controls: [field('settle.kind', kind), shown],
    update() {
      const isCash = kind.value === 'CASH';
      shown.hidden = isCash;
      reference.required = !isCash;
    },
    tender: () => ({ kind: kind.value, reference: kind.value === 'CASH' ? null : reference.value.trim() }),
  };
}

const field = (label, control, hint = null) => element('label', { className: 'field' },
  element('span', {}, text(label)), control, hint === null ? null : element('small', {}, text(hint)));
