// JSON in tokens, for its colours and for the places of its mistakes.

const forms = [
  ['ignored', /[ \t\n\r]+/y],
  ['string', /"(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})|[^"\\\u0000-\u001F])*"/y],
  ['number', /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![0-9A-Za-z_.])/y],
  ['keyword', /(?:true|false|null)(?![0-9A-Za-z_])/y],
  ['punctuation', /[{}[\]:,]/y],
  ['invalid', /"[^\n]*|[0-9A-Za-z_.+-]+|[^]/y],
];

/** @returns {{kind: string, text: string, start: number, end: number}[]} */
export function tokenizeJson(text) {
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

/** Like the tokens, with names of members told apart. */
export function jsonColours(text) {
  const tokens = tokenizeJson(text);
  return tokens.map((token, index) => ({
    ...token,
    kind: token.kind === 'string' && tokens[index + 1]?.text === ':' ? 'argument' : token.kind,
  }));
}
