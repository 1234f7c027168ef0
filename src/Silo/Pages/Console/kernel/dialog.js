// A dialog with a form: it asks, says in words what is going to happen, and stays open with what was typed when it is refused.

import { operationId } from './api.js';
import { element, fill, freshId } from './dom.js';
import { troubleText } from './state.js';
import { toast } from './toast.js';
import { text } from './words.js';

/**
 * @param fields `{name, label, type: 'number'|'text'|'select'|…, value, options: [[value, label]], required, min, max, step, maxLength, hint}`.
 * @param part `{host, update(values)}`: what the caller asks for beside the fields, and is told whenever something is typed.
 * @param summary a sentence about what is going to happen, of the values.
 * @param send given the values and an idempotency key, which is the same until it succeeds or something else is typed.
 * @param done what to say after it, of what `send` gave.
 * @param stays what is said stays until it is closed.
 */
export function ask({ title, fields = [], part = null, summary, action, danger = false, stays = false, send, done }) {
  const titleId = freshId('dialog');
  const trouble = element('p', { className: 'form-trouble', role: 'alert', hidden: true });
  const sentence = element('p', { className: 'summary' });
  const controls = fields.map((field) => ({ field, control: controlOf(field) }));
  const values = () => Object.fromEntries(controls.map(({ field, control }) => [field.name, field.type === 'number' ? control.valueAsNumber : control.value.trim()]));
  const tell = () => {
    part?.update(values());
    fill(sentence, summary(values()));
  };
  let operation = operationId();

  const submit = element('button', { type: 'submit', className: danger ? 'danger' : 'primary' }, action);
  const form = element('form', {
    oninput: () => {
      operation = operationId();
      tell();
    },
    onsubmit: async (event) => {
      event.preventDefault();
      submit.disabled = true;
      trouble.hidden = true;
      try {
        const answer = await send(values(), operation);
        dialog.close();
        toast(done(answer), stays);
      } catch (fault) {
        if (fault.kind === undefined) {
          throw fault;
        }
        fill(trouble, troubleText(fault));
        trouble.hidden = false;
      } finally {
        submit.disabled = false;
      }
    },
  },
  element('h2', { id: titleId }, title),
  controls.map(({ field, control }) => element('label', { className: 'field' },
    element('span', {}, field.label), control, field.hint === undefined ? null : element('small', {}, field.hint))),
  part?.host,
  sentence,
  trouble,
  element('div', { className: 'dialog-actions' },
    element('button', { type: 'button', onclick: () => dialog.close() }, text('dialog.cancel')), submit));
  const dialog = element('dialog', { 'aria-labelledby': titleId, onclose: () => dialog.remove() }, form);
  document.body.append(dialog);
  tell();
  dialog.showModal();
  return dialog;
}

function controlOf({ name, type = 'text', value = '', options, required = true, min, max, step = 1, maxLength }) {
  if (type === 'select') {
    const select = element('select', { name, required }, options.map(([option, label]) => element('option', { value: option }, label)));
    select.value = value === '' ? (options[0]?.[0] ?? '') : value;
    return select;
  }
  const input = element('input', { name, type, required, autocomplete: 'off' });
  Object.entries({ min, max, maxLength }).forEach(([limit, given]) => {
    if (given !== undefined) {
      input[limit] = given;
    }
  });
  if (type === 'number') {
    input.step = step;
    input.inputMode = Number.isInteger(step) ? 'numeric' : 'decimal';
  }
  input.value = value;
  return input;
}
