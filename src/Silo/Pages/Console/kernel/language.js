// The choice of language, as every page has it.

import { element } from './dom.js';
import { current, languages, speak, text } from './words.js';

const names = { en: 'English', fr: 'Français' };

/** @param then shows the page anew. */
export function languagePicker(then) {
  const select = element('select', { className: 'language', 'aria-label': text('language.label'), onchange: () => {
    speak(select.value);
    then();
  } }, languages.map((one) => element('option', { value: one }, names[one])));
  select.value = current();
  return select;
}
