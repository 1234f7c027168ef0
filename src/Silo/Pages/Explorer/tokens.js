// Cuts a text into tokens, by the forms that its language has for them.

/**
 * @param {[string, RegExp][]} forms kinds and how they look, in the order in which they are tried; each expression is sticky, and one
 *   of them takes any character, so that nothing is left over. What is of the kind "ignored" is left out.
 * @returns {{kind: string, text: string, start: number, end: number}[]} every token; `end` is exclusive.
 */
export function cut(text, forms) {
  const tokens = [];
  let at = 0;
  while (at < text.length) {
    for (const [kind, form] of forms) {
      form.lastIndex = at;
      const match = form.exec(text);
      if (match === null) {
        continue;
      }
      if (kind !== 'ignored') {
        tokens.push({ kind, text: match[0], start: at, end: form.lastIndex });
      }
      at = form.lastIndex;
      break;
    }
  }
  return tokens;
}
