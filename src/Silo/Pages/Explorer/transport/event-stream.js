// Server-sent events from a response's body: the browser's own reader can send neither POST nor headers.

/** Yields `{event, data}` for each event, as the HTML standard reads them. */
export async function* readEvents(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let event = 'message';
  let data = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const lines = (rest + value).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) {
          yield { event, data: data.join('\n') };
        }
        [event, data] = ['message', []];
      } else {
        const [, field, content] = /^([^:]*)(?:: ?([^]*))?$/.exec(line);
        if (field === 'event') {
          event = content ?? '';
        } else if (field === 'data') {
          data.push(content ?? '');
        }
      }
    }
  }
}
