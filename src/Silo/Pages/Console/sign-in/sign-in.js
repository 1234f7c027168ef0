// Asks who it is: a token, or in Development one click.

import { client, Trouble } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { demoRoles, demoToken, signIn } from '../kernel/session.js';
import { troubleText } from '../kernel/state.js';
import { text } from '../kernel/words.js';

// The others have nothing to see in a console.
const consoleRoles = ['admin', 'associate'];

export function showSignIn({ reason, languagePicker }) {
  const trouble = element('p', { className: 'form-trouble', role: 'alert', hidden: reason === null }, reason === null ? '' : text(reason));
  const input = element('input', { type: 'password', autocomplete: 'off', spellcheck: false, required: true });
  const demo = element('section', { className: 'card demo-roles', hidden: true });

  const enter = async (give) => {
    trouble.hidden = true;
    try {
      const token = await give();
      // A question that every role may ask: the server says whether the token is good.
      await client(() => token).ask('{ __typename }');
      signIn(token);
    } catch (fault) {
      const words = fault instanceof Trouble ? (fault.kind === 'signedOut' ? text('signIn.bad') : troubleText(fault)) : text('state.offline');
      fill(trouble, words);
      trouble.hidden = false;
    }
  };

  demoRoles().then((offered) => {
    const roles = consoleRoles.filter((role) => offered.includes(role));
    demo.hidden = roles.length === 0;
    fill(demo, element('h2', {}, text('signIn.demo')), roles.map((role) => element('button', { type: 'button', onclick: () => enter(() => demoToken(role)) },
      text(`signIn.demo.${role}`), element('small', {}, text(`signIn.demo.${role}.hint`)))));
  }, () => {
    fill(trouble, text('state.offline'));
    trouble.hidden = false;
  });

  return element('main', { className: 'sign-in' },
    element('div', { className: 'brand' }, element('img', { src: '/console/assets/icon.svg', alt: '' }), 'OrleansCommerce'),
    element('h1', {}, text('signIn.title')),
    trouble,
    demo,
    element('form', { className: 'card stack', onsubmit: (event) => {
      event.preventDefault();
      enter(() => Promise.resolve(input.value.trim()));
    } },
    element('label', { className: 'field' }, element('span', {}, text('signIn.token')), input, element('small', {}, text('signIn.tokenHint'))),
    element('button', { type: 'submit', className: 'primary' }, text('signIn.in'))),
    languagePicker);
}
