// JSON for people, from its own text: numbers keep their digits, so that 64.00 does not become 64.

import { tokenizeJson } from './lexer.js';

const step = '  ';

export function formatJson(text) {
  const tokens = tokenizeJson(text);
  let depth = 0;
  let result = '';
  tokens.forEach((token, index) => {
    const next = tokens[index + 1]?.text;
    const isEmpty = (token.text === '{' && next === '}') || (token.text === '[' && next === ']');
    const closes = token.kind === 'punctuation' && '}]'.includes(token.text);
    if (closes && !'{['.includes(tokens[index - 1]?.text)) {
      depth--;
      result += `\n${step.repeat(depth)}`;
    }
    result += token.text === ':' ? ': ' : token.text;
    if (token.kind === 'punctuation' && '{['.includes(token.text) && !isEmpty) {
      depth++;
      result += `\n${step.repeat(depth)}`;
    } else if (token.text === ',') {
      result += `\n${step.repeat(depth)}`;
    }
  });
  return result;
}
