// A device: its frame, its token, its connection.

import { client } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { live } from '../kernel/live.js';
import { demoToken } from '../kernel/session.js';
import { failed, loading, troubleText } from '../kernel/state.js';
import { badge } from '../kernel/table.js';
import { text } from '../kernel/words.js';

/** @param show puts the device's content into its body, given `{body, api, live, attempt}`. */
export function device({ name, role, offered, show }, signal) {
  const body = element('div', { className: 'device-body' }, loading());
  const trouble = element('p', { className: 'form-trouble', role: 'alert', hidden: true });

  const begin = (token) => {
    const tokenOf = () => token;
    fill(body);
    show({ body, api: client(tokenOf, askForToken), live: live(tokenOf), attempt }, signal);
    body.append(trouble);
  };
  // Says what went wrong, under what was tried.
  const attempt = async (work) => {
    trouble.hidden = true;
    try {
      await work();
    } catch (fault) {
      if (fault.kind === undefined) {
        throw fault;
      }
      fill(trouble, troubleText(fault));
      trouble.hidden = false;
    }
  };
  const askForToken = () => {
    const input = element('input', { type: 'password', autocomplete: 'off', required: true });
    fill(body, element('form', { onsubmit: (event) => {
      event.preventDefault();
      begin(input.value.trim());
    } },
    element('label', { className: 'field' }, element('span', {}, text('demo.token')), input),
    element('button', { type: 'submit', className: 'primary' }, text('demo.use'))));
  };
  const enter = () => demoToken(role).then(begin, (fault) => fill(body, failed({ kind: 'offline', message: fault.message }, enter)));

  if (offered.includes(role)) {
    enter();
  } else {
    askForToken();
  }
  return element('section', { className: 'device', id: `device-${name}`, 'aria-label': text(`demo.${name}`) },
    element('header', { className: 'device-head' }, element('h2', {}, text(`demo.${name}`)), badge(role)),
    body);
}
