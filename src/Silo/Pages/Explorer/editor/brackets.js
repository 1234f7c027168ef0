// The bracket at the caret and its partner.

const partners = { '(': ')', '[': ']', '{': '}', ')': '(', ']': '[', '}': '{' };

/**
 * @param colours tokens of the text; brackets are those of kind "punctuation", so that strings and comments do not count.
 * @returns {{start: number, end: number, isMatched: boolean}[]} none when the caret is at no bracket.
 */
export function bracketsAt(text, colours, caret) {
  const brackets = colours.filter(({ start, end, kind }) => kind === 'punctuation' && end - start === 1 && partners[text[start]] !== undefined);
  const at = brackets.findIndex(({ start }) => start === caret - 1 || start === caret);
  if (at < 0) {
    return [];
  }
  const step = '([{'.includes(text[brackets[at].start]) ? 1 : -1;
  const open = [];
  for (let index = at; index >= 0 && index < brackets.length; index += step) {
    const sign = text[brackets[index].start];
    if (('([{'.includes(sign) ? 1 : -1) === step) {
      open.push(sign);
    } else if (partners[open.pop()] !== sign) {
      break;
    }
    if (open.length === 0) {
      return [brackets[at], brackets[index]].map(({ start, end }) => ({ start, end, isMatched: true }));
    }
  }
  return [{ start: brackets[at].start, end: brackets[at].end, isMatched: false }];
}
