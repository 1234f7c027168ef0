// The words of the page, in the reader's language.

import en from '../words/en.js';
import fr from '../words/fr.js';

const dictionaries = { en, fr };
const key = 'console.language';

export const languages = Object.keys(dictionaries);

let language = stored() ?? languages.find((one) => navigator.language.toLowerCase().startsWith(one)) ?? 'en';
document.documentElement.lang = language;

export const current = () => language;

/** Speaks another language from now on; who shows words shows them anew. */
export function speak(chosen) {
  language = chosen;
  localStorage.setItem(key, chosen);
  document.documentElement.lang = chosen;
}

/** The text of a key; `{name}` in it stands for a value. A key without a text is a fault of this program. */
export function text(name, values = {}) {
  const found = dictionaries[language][name];
  if (found === undefined) {
    throw new Error(`There are no words for '${name}'.`);
  }
  return found.replace(/\{(\w+)\}/g, (_, value) => String(values[value]));
}

/** The text of a name that the server knows, such as a state; the name itself when it is newer than this page. */
export function named(kind, name) {
  return dictionaries[language][`${kind}.${name}`] ?? name.toLowerCase().replaceAll(/[_-]/g, ' ');
}

function stored() {
  const found = localStorage.getItem(key);
  return languages.includes(found) ? found : null;
}
