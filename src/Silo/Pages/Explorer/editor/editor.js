// An editor: a text area, and behind it the same text in colours. The text area keeps what browsers know of text: undo,
// selection, input methods, screen readers.

import { element } from '../dom.js';
import { bracketsAt } from './brackets.js';
import { paint } from './paint.js';
import { typed } from './typing.js';

export class Editor {
  #area;
  #view = element('pre', { className: 'editor-view', 'aria-hidden': 'true' });
  #gutter = element('div', { className: 'editor-gutter', 'aria-hidden': 'true' });
  #coloursOf;
  #problems = [];
  #colours = [];
  #listeners = [];
  #lines = 0;

  /**
   * @param host where it goes; its text area is named by `label`.
   * @param coloursOf gives the colours of a text.
   */
  constructor(host, { id, label, coloursOf }) {
    this.#coloursOf = coloursOf;
    this.#area = element('textarea', {
      id,
      className: 'editor-area',
      spellcheck: false,
      autocomplete: 'off',
      autocapitalize: 'off',
      wrap: 'off',
      'aria-label': label,
      'autocorrect': 'off',
    });
    const body = element('div', { className: 'editor-body' }, this.#view, this.#area);
    host.append(element('div', { className: 'editor' }, this.#gutter, body));
    this.#area.addEventListener('input', (event) => this.#changed(event.inputType ?? ''));
    this.#area.addEventListener('keydown', (event) => this.#type(event));
    document.addEventListener('selectionchange', () => this.#render());
    this.#changed('');
  }

  get area() {
    return this.#area;
  }

  get text() {
    return this.#area.value;
  }

  set text(text) {
    this.#area.value = text;
    this.#changed('');
  }

  get caret() {
    return this.#area.selectionStart;
  }

  get problems() {
    return this.#problems;
  }

  /** Calls back after each change of the text, with the kind of input ('' when the page set it). */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** Underlines what is wrong. */
  show(problems) {
    this.#problems = problems;
    this.#area.setAttribute('aria-invalid', String(problems.some(({ severity }) => severity === 'error')));
    this.#render();
  }

  /** Puts a text in place of a range, as typing would: it can be undone. */
  replace(start, end, text, caret = text.length) {
    this.#area.focus();
    this.#area.setSelectionRange(start, end);
    // The only way that the browser's undo knows of; where it is gone, the text is set without.
    const isDone = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
    if (!isDone && this.#area.value.slice(start, start + text.length) !== text) {
      this.#area.setRangeText(text, start, end, 'end');
      this.#changed('insertText');
    }
    this.#area.setSelectionRange(start + caret, start + caret);
    this.#render();
  }

  /** Brings a place into view, with the caret at it. */
  moveTo(place) {
    this.#area.focus();
    this.#area.setSelectionRange(place, place);
    this.#render();
    const rectangle = this.rectangleOf(place);
    const scroller = this.#area.closest('.editor');
    const frame = scroller.getBoundingClientRect();
    if (rectangle.top < frame.top || rectangle.bottom > frame.bottom) {
      scroller.scrollTop += rectangle.top - frame.top - frame.height / 3;
    }
  }

  /** Where a place of the text is on the screen. */
  rectangleOf(place) {
    const range = document.createRange();
    const walker = document.createTreeWalker(this.#view, NodeFilter.SHOW_TEXT);
    let left = place;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (left <= node.length) {
        range.setStart(node, left);
        range.setEnd(node, left);
        break;
      }
      left -= node.length;
    }
    const rectangles = range.getClientRects();
    return rectangles.length > 0 ? rectangles[rectangles.length - 1] : this.#view.getBoundingClientRect();
  }

  #type(event) {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { selectionStart: start, selectionEnd: end } = this.#area;
    const effect = typed(event.key, this.text, start, end);
    if (effect === null) {
      return;
    }
    event.preventDefault();
    if (effect.move !== undefined) {
      this.#area.setSelectionRange(start + effect.move, start + effect.move);
    } else {
      this.replace(start - (effect.replace ?? 0), end + (effect.after ?? 0), effect.insert, effect.caret);
    }
  }

  #changed(inputType) {
    this.#colours = this.#coloursOf(this.text);
    this.#problems = [];
    this.#render();
    for (const listener of this.#listeners) {
      listener(inputType);
    }
  }

  #render() {
    const { text } = this;
    const hasFocus = document.activeElement === this.#area;
    const brackets = hasFocus && this.#area.selectionStart === this.#area.selectionEnd ? bracketsAt(text, this.#colours, this.caret) : [];
    const marks = [
      ...this.#colours.map(({ start, end, kind }) => ({ start, end, className: `is-${kind}` })),
      ...brackets.map(({ start, end, isMatched }) => ({ start, end, className: isMatched ? 'is-matched' : 'is-unmatched' })),
      ...this.#problems.map((problem) => ({ ...visible(problem, text), className: `is-${problem.severity}` })),
    ];
    // The last line needs a sign in it to have a height.
    this.#view.replaceChildren(paint(text, marks), '\n');
    const lines = text.split('\n').length;
    if (lines !== this.#lines) {
      this.#lines = lines;
      this.#gutter.textContent = Array.from({ length: lines }, (_, index) => index + 1).join('\n');
    }
  }
}

// What is wrong at the end of the text is shown at its last sign.
function visible({ start, end }, text) {
  return start < end ? { start, end } : { start: Math.max(0, Math.min(start, text.length) - 1), end: Math.min(Math.max(1, start), text.length) };
}
