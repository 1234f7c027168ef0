// Puts the parts of the explorer together.

import { byId } from './dom.js';
import { Editor } from './editor/editor.js';
import { Popup } from './editor/popup.js';
import { tellProblems } from './editor/problems.js';
import { coloursOf } from './language/colours.js';
import { format } from './language/format.js';
import { OperationChoice } from './panels/operation-choice.js';
import { Docs } from './panels/docs.js';
import { exampleQuery, exampleVariables } from './panels/example.js';
import { Headers } from './panels/headers.js';
import { History } from './panels/history.js';
import { Runner } from './panels/runner.js';
import { lasting } from './panels/storage.js';
import { tabs } from './panels/tabs.js';
import { showView, views } from './panels/views.js';
import { placeOf } from './completion/place.js';
import { introspectionQuery } from './schema/introspection.js';
import { Schema } from './schema/schema.js';
import { ask } from './transport/operation.js';
import { validate } from './validation/validate.js';
import { checkVariables, variablesOf } from './variables/check.js';
import { jsonColours } from './variables/lexer.js';

const draft = lasting('draft', { query: exampleQuery, variables: exampleVariables });
const query = new Editor(byId('document'), { id: 'query', label: 'GraphQL document', coloursOf });
const variables = new Editor(byId('variables'), { id: 'variables-json', label: 'Variables, as JSON', coloursOf: jsonColours });
const popup = new Popup(query);
const docs = new Docs();
const headers = new Headers(loadSchema);
const choice = new OperationChoice(query);
const showInput = tabs(byId('input-tabs'));
const showSide = tabs(byId('side-tabs'));
let schema = null;

const history = new History((entry) => {
  query.text = entry.query;
  variables.text = entry.variables;
  choice.choose(entry.operationName);
  showView('edit');
  query.area.focus();
});
const runner = new Runner({ query, variables, headers, choice, history, onVariablesWrong: () => showInput('tab-variables') });

function check() {
  query.show(validate(query.text, schema));
  tellProblems(byId('document-problems'), query);
  variables.show(checkVariables(variables.text, variablesOf(query.text, choice.name), schema));
  tellProblems(byId('variables-problems'), variables);
}

function changed() {
  choice.update();
  check();
  draft.write({ query: query.text, variables: variables.text });
}

async function loadSchema() {
  try {
    const answer = await ask(introspectionQuery, headers.all);
    schema = new Schema(answer.__schema);
    popup.schema = schema;
    docs.schema = schema;
    check();
  } catch (failure) {
    docs.fail(failure.message);
  }
}

function openDocs(place) {
  const found = schema === null ? null : placeOf(query.text, place, schema);
  if (found !== null) {
    views.side(true);
    showSide('tab-docs');
    docs.open(found.type, found.member);
  }
}

const shortcuts = {
  Enter: () => runner.run(),
  F: () => byId('prettify').click(),
};

document.addEventListener('keydown', (event) => {
  const isPrettify = event.key.toUpperCase() === 'F' && event.shiftKey;
  if ((event.ctrlKey || event.metaKey) && (event.key === 'Enter' || isPrettify)) {
    event.preventDefault();
    shortcuts[isPrettify ? 'F' : 'Enter']();
  }
});

byId('prettify').addEventListener('click', () => {
  const pretty = format(query.text);
  if (pretty !== query.text) {
    query.replace(0, query.text.length, pretty, 0);
  }
});
byId('schema-reload').addEventListener('click', loadSchema);
query.area.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey) {
    openDocs(query.caret);
  }
});
query.area.addEventListener('keydown', (event) => {
  if (event.key === 'F1') {
    event.preventDefault();
    openDocs(query.caret);
  }
});

const { query: keptQuery, variables: keptVariables } = draft.read();
query.text = keptQuery;
variables.text = keptVariables;
query.onChange(changed);
variables.onChange(changed);
choice.onChange(check);
choice.update();
check();
loadSchema();
