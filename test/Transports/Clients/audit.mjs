// Audits the server at URL with the public suite, and writes its report to the folder REPORT.
// Prints one line of JSON: the suite's version, and each audit with its level and outcome.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { auditServer, renderAuditResultsToHTML } from 'graphql-http';

const [url, report] = process.argv.slice(2);
const suite = new URL('node_modules/graphql-http/package.json', import.meta.url);
const { version } = JSON.parse(await readFile(suite, 'utf8'));

const results = await auditServer({ url, fetchFn: fetch });
const audits = results.map(({ id, name, status, reason }) => ({ id, level: name.split(' ')[0], name, status, reason }));

await mkdir(report, { recursive: true });
await writeFile(join(report, 'report.json'), `${JSON.stringify({ suite: 'graphql-http', version, audits }, null, 2)}\n`);
await writeFile(join(report, 'report.html'), await renderAuditResultsToHTML(results));
console.log(JSON.stringify({ version, audits }));
