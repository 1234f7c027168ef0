// What the policy refuses, by which rule, and the exception that an administrator may answer for.

import { element, fill } from '../kernel/dom.js';
import { holder } from '../kernel/session.js';
import { troubleText } from '../kernel/state.js';
import { named, text } from '../kernel/words.js';

const reasonMax = 200;

/** What a command of returns asks to be told of a refusal. */
export const refusalSelection = '... on ReturnRefusedError { code field }';

/**
 * A form that settles what comes back. What is refused is said, and it can be sent again, then perhaps with an exception.
 *
 * @param submit its button. @param refusal a view of this file. @param changed told of every input.
 * @param send sends it, and shows what became of it. @param draw puts the button and the sums right again.
 */
export function settlingForm({ id, submit, refusal, changed, send, draw }, ...parts) {
  return element('form', { className: 'grid', id, oninput: () => changed(), onsubmit: async (event) => {
    event.preventDefault();
    submit.disabled = true;
    refusal.clear();
    try {
      await send();
    } catch (fault) {
      if (fault.kind === undefined) {
        throw fault;
      }
      draw();
      refusal.show(fault);
    }
  } }, ...parts);
}

export function refusalView() {
  const trouble = element('div', { className: 'form-trouble', role: 'alert', hidden: true });
  const reason = element('input', { maxLength: reasonMax, autocomplete: 'off' });
  const exception = element('label', { className: 'field', hidden: true },
    element('span', {}, text('refusal.override')), reason, element('small', {}, text('refusal.overrideHint')));
  return {
    host: element('div', { className: 'stack' }, trouble, exception),
    clear() {
      trouble.hidden = true;
    },
    show(fault) {
      const refused = fault.details.find(({ __typename: type }) => type === 'ReturnRefusedError');
      fill(trouble, refused === undefined ? troubleText(fault) : [
        element('p', { className: 'empty-title' }, named('refusal', refused.code)),
        element('p', {}, refused.message),
        holder().role === 'ADMIN' ? null : element('p', {}, text('refusal.askAdmin'))]);
      trouble.hidden = false;
      if (refused !== undefined && holder().role === 'ADMIN') {
        exception.hidden = false;
        reason.focus();
      }
    },
    /** The exception; null when nobody answers for one. */
    override: () => (exception.hidden || reason.value.trim() === '' ? null : { reason: reason.value.trim() }),
  };
}
