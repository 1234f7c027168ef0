// What the customer pays with: one tender that takes the rest, and others with their amounts; so they always add up.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { money } from '../kernel/format.js';
import { troubleText } from '../kernel/state.js';
import { named, text } from '../kernel/words.js';
import { minorOf, moneyOf, stepOf } from './sums.js';

const tendersMax = 9;
const referenceMax = 500;
const typingMs = 250;

/** @param kinds those that are offered, the first of them first. @param changed told when it is paid in another way. */
export function tendersView({ currency, kinds, changed }, signal) {
  const list = element('div', { className: 'stack' });
  const more = element('button', { type: 'button', className: 'quiet', onclick: () => {
    add();
    changed();
  } }, text('settle.another'));
  const rows = [];
  let owed = 0;

  const others = () => rows.slice(1).reduce((sum, row) => sum + row.minor(), 0);
  const add = () => {
    const row = rows.length === 0 ? restRow(kinds, () => moneyOf(Math.max(0, owed - others()), currency), signal) : amountRow(kinds, currency, () => {
      rows.splice(rows.indexOf(row), 1);
      row.host.remove();
      changed();
    }, signal);
    rows.push(row);
    list.append(row.host);
  };
  add();
  const host = element('div', { className: 'stack' }, list, more);
  return {
    host,
    /** @param due in minor units; nothing is asked for while it is not more than 0. */
    update(due) {
      owed = Math.max(0, due);
      host.hidden = owed === 0;
      // A control that is not seen takes no part in whether the form can be sent.
      host.querySelectorAll('input, select').forEach((control) => {
        control.disabled = owed === 0;
      });
      rows.forEach((row) => row.update());
      more.hidden = rows.length >= tendersMax;
    },
    /** Whether the tenders say all of what is owed. */
    isWhole: () => owed === 0 || others() < owed,
    /** Null when nothing is owed. */
    tenders: () => (owed === 0 ? null : [
      { ...rows[0].tender(), amount: moneyOf(owed - others(), currency) },
      ...rows.slice(1).map((row) => ({ ...row.tender(), amount: moneyOf(row.minor(), currency) })),
    ]),
  };
}

/** The first tender takes what the others leave. */
function restRow(kinds, rest, signal) {
  const row = kindRow(kinds, signal);
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

function amountRow(kinds, currency, remove, signal) {
  const row = kindRow(kinds, signal);
  const amount = element('input', { type: 'number', min: stepOf(currency), step: stepOf(currency), required: true, inputMode: 'decimal' });
  return {
    ...row,
    host: element('div', { className: 'fields' }, row.controls, element('label', { className: 'field' }, element('span', {}, text('settle.amount')), amount),
      element('button', { type: 'button', className: 'quiet', onclick: remove }, text('settle.remove'))),
    minor: () => (Number.isNaN(amount.valueAsNumber) ? 0 : minorOf({ amount: amount.valueAsNumber, currency })),
  };
}

function kindRow(kinds, signal) {
  const kind = element('select', {}, kinds.map((one) => element('option', { value: one }, named('tender', one))));
  const reference = element('input', { maxLength: referenceMax, autocomplete: 'off', spellcheck: false });
  const [name, hint] = [element('span'), element('small', { 'aria-live': 'polite' })];
  const shown = element('label', { className: 'field' }, name, reference, hint);
  let told = '';
  let typing;
  // What is left of a store credit is said before anybody relies on it; the server decides.
  const tellBalance = async () => {
    const id = reference.value.trim();
    try {
      const { storeCredit } = await api.ask('query ($id: ID!) { storeCredit(id: $id) { balance { amount currency } } }', { id }, signal);
      if (told === id) {
        fill(hint, storeCredit === null ? text('settle.noCredit') : text('settle.creditLeft', { amount: money(storeCredit.balance) }));
      }
    } catch (fault) {
      if (fault.kind === undefined && fault.name !== 'AbortError') {
        throw fault;
      }
      fill(hint, troubleText(fault));
    }
  };
  return {
    controls: [element('label', { className: 'field' }, element('span', {}, text('settle.kind')), kind), shown],
    update() {
      const [isCash, isCredit, id] = [kind.value === 'CASH', kind.value === 'STORE_CREDIT', reference.value.trim()];
      shown.hidden = isCash;
      reference.required = !isCash;
      fill(name, text(isCredit ? 'settle.credit' : 'settle.reference'));
      if (!isCredit || id === '') {
        told = '';
        fill(hint, text(isCredit ? 'settle.creditHint' : 'settle.referenceHint'));
      } else if (told !== id) {
        told = id;
        clearTimeout(typing);
        typing = setTimeout(tellBalance, typingMs);
      }
    },
    tender: () => ({ kind: kind.value, reference: kind.value === 'CASH' ? null : reference.value.trim() }),
  };
}
