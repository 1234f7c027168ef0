// Light or dark: as the device is, or as the reader wants it on this device.

import { element } from './dom.js';
import { text } from './words.js';

const key = 'console.theme';
const themes = ['device', 'light', 'dark'];

let theme = themes.find((one) => one === localStorage.getItem(key)) ?? 'device';
show();

function show() {
  document.documentElement.dataset.theme = theme;
}

export function themePicker() {
  const select = element('select', { 'aria-label': text('theme.label'), onchange: () => {
    theme = select.value;
    localStorage.setItem(key, theme);
    show();
  } }, themes.map((one) => element('option', { value: one }, text(`theme.${one}`))));
  select.value = theme;
  return select;
}
