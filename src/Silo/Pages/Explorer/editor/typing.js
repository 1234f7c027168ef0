// What a key adds to the text by itself: the closing bracket, the next line's indentation.

const closing = { '(': ')', '[': ']', '{': '}', '"': '"' };
const step = '  ';

/**
 * @returns {{insert: string, caret: number, replace?: number} | {move: number} | null} text to put at the selection and where the
 * caret goes in it; `replace` signs before the selection go away; null when the key does what it always does.
 */
export function typed(key, text, start, end) {
  if (closing[key] !== undefined && start !== end && key !== '"' && !text.slice(start, end).includes('\n')) {
    const inner = text.slice(start, end);
    return { insert: key + inner + closing[key], caret: inner.length + 1 };
  }
  const [before, after] = [text[start - 1] ?? '', text[end] ?? ''];
  if (start === end && ')]}"'.includes(key) && after === key) {
    return { move: 1 };
  }
  if (closing[key] !== undefined && start === end && /^[\s)\]},]?$/.test(after) && !(key === '"' && /["\w]/.test(before))) {
    return { insert: key + closing[key], caret: 1 };
  }
  if (key === 'Backspace' && start === end && before !== '' && closing[before] === after) {
    return { insert: '', caret: 0, replace: 1, after: 1 };
  }
  return key === 'Enter' ? newLine(text, start, before, after) : null;
}

function newLine(text, start, before, after) {
  const indent = indentAt(text, start);
  const opens = '({['.includes(before) && before !== '';
  const inner = `\n${indent}${opens ? step : ''}`;
  const rest = opens && closing[before] === after ? `\n${indent}` : '';
  return { insert: inner + rest, caret: inner.length };
}

/** The white space that the line of a place begins with. */
export function indentAt(text, place) {
  const line = text.slice(text.lastIndexOf('\n', place - 1) + 1, place);
  return /^[ \t]*/.exec(line)[0];
}
