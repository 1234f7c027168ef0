// One form for every document: two spaces a level, one selection a line. Works on tokens, so that comments stay, and
// so that a document with mistakes keeps every word of it.

import { tokenize } from './lexer.js';

const width = 80;
const step = '  ';
const closing = { '(': ')', '[': ']', '{': '}' };

export function format(text) {
  const root = group(tokenize(text), { at: 0 }, null);
  return `${definitions(root.items)}\n`;
}

// Tokens to a tree of brackets.
function group(tokens, position, open) {
  const items = [];
  while (position.at < tokens.length) {
    const token = tokens[position.at++];
    if (token.kind === 'punctuator' && closing[token.text] !== undefined) {
      items.push(group(tokens, position, token));
    } else if (open !== null && token.text === closing[open.text] && token.kind === 'punctuator') {
      return { open, items, isClosed: true };
    } else {
      items.push(token);
    }
  }
  return { open, items, isClosed: false };
}

function definitions(items) {
  const lines = [];
  let line = [];
  const flush = () => {
    if (line.length > 0) {
      lines.push(joined(line, ''));
    }
    line = [];
  };
  items.forEach((item, index) => {
    if (item.kind === 'comment') {
      flush();
      lines.push(item.text.trimEnd());
      return;
    }
    line.push(item);
    if (item.open?.text === '{') {
      flush();
      if (index < items.length - 1) {
        lines.push('');
      }
    }
  });
  flush();
  return lines.join('\n').trim();
}

function selections({ items, isClosed }, indent) {
  const lines = [];
  let line = [];
  const flush = () => {
    if (line.length > 0) {
      lines.push(indent + step + joined(line, indent + step));
    }
    line = [];
  };
  for (const item of items) {
    if (item.kind === 'comment') {
      flush();
      lines.push(indent + step + item.text.trimEnd());
      continue;
    }
    if (beginsSelection(item, line)) {
      flush();
    }
    line.push(item);
  }
  flush();
  return ['{', ...lines, ...(isClosed ? [`${indent}}`] : [])].join('\n');
}

// A name begins a selection unless what stands before it in the line asks for a name.
function beginsSelection(item, line) {
  if (item.open !== undefined) {
    return false;
  }
  if (item.text === '...') {
    return true;
  }
  const before = line.at(-1);
  const asksForName = before !== undefined
    && (before.text === ':' || before.text === '@' || before.text === '...' || (before.text === 'on' && line.at(-2)?.text === '...'));
  return item.kind === 'name' && !asksForName;
}

function joined(items, indent) {
  let text = '';
  items.forEach((item, index) => {
    const piece = printed(item, indent);
    text += index > 0 && needsSpace(items[index - 1], item) ? ` ${piece}` : piece;
  });
  return text;
}

function printed(item, indent) {
  if (item.open === undefined) {
    return item.text;
  }
  return item.open.text === '{' ? selections(item, indent) : list(item, indent);
}

// Arguments, variables, list and object values: in one line when they fit, else each on its own.
function list({ open, items, isClosed }, indent) {
  const close = isClosed ? closing[open.text] : '';
  const entries = entriesOf(items);
  const [before, after] = open.text === '{' && entries.length > 0 ? ['{ ', ` ${close}`] : [open.text, close];
  if (!hasComment(items)) {
    const flat = before + entries.map((entry) => value(entry, indent)).join(', ') + after;
    if (!flat.includes('\n') && indent.length + flat.length <= width) {
      return flat;
    }
  }
  const lines = entries.map((entry) => indent + step + value(entry, indent + step));
  return [open.text, ...lines, indent + close].join('\n');
}

// An entry ends where the next name with a colon, variable or bare value begins.
function entriesOf(items) {
  const entries = [];
  let entry = [];
  items.forEach((item, index) => {
    const before = items[index - 1];
    const isGlued = before !== undefined
      && (['$', '@', ':', '='].includes(before.text) || [':', '=', '!', '@'].includes(item.text) || item.open?.text === '(');
    if (index > 0 && !(isGlued && item.kind !== 'comment' && before.kind !== 'comment')) {
      entries.push(entry);
      entry = [];
    }
    entry.push(item);
  });
  return entry.length > 0 ? [...entries, entry] : entries;
}

function value(entry, indent) {
  let text = '';
  entry.forEach((item, index) => {
    const piece = item.open === undefined ? item.text : list(item, indent);
    text += index > 0 && needsSpace(entry[index - 1], item) ? ` ${piece}` : piece;
  });
  return text;
}

function needsSpace(before, item) {
  const text = item.open?.text ?? item.text;
  if (before.text === '$' || before.text === '@' || text === ':' || text === '!' || text === '(') {
    return false;
  }
  return !(before.text === '...' && item.text !== 'on' && item.kind === 'name');
}

const hasComment = (items) => items.some((item) => item.kind === 'comment' || (item.open !== undefined && hasComment(item.items)));
