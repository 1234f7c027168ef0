// What is wrong, in words, under an editor. A press goes to the place.

import { element } from '../dom.js';

const most = 3;

/** Shows the problems of an editor in a list. */
export function tellProblems(list, editor) {
  const { problems, text } = editor;
  const more = problems.length - most;
  list.replaceChildren(
    ...problems.slice(0, most).map(({ start, message, severity }) => element('li', {}, element(
      'button',
      { type: 'button', className: `problem is-${severity}`, onclick: () => editor.moveTo(start) },
      element('span', { className: 'problem-line' }, `Line ${text.slice(0, start).split('\n').length}`),
      message,
    ))),
    ...(more > 0 ? [element('li', { className: 'problem-more' }, `and ${more} more`)] : []),
  );
  list.hidden = problems.length === 0;
}
