// What a CI server would say of a pipeline's file, one line each. Arguments: the folder of node_modules, github or gitlab, the file.
import { createRequire, register } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , modules, server, file] = process.argv;
const require = createRequire(join(modules, 'x'));
const load = (path) => import(pathToFileURL(join(modules, path)));
const content = readFileSync(file, 'utf8');

// GitHub's own parser: fields, jobs that exist, expressions. It imports its JSON as bundlers allow and Node.js does not.
async function github() {
  register('data:text/javascript,' + encodeURIComponent(`
    export const load = (url, context, next) =>
      next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context);`));
  const parser = await load('@actions/workflow-parser/dist/index.js');
  const result = parser.parseWorkflow({ name: 'ci.yml', content }, new parser.NoOperationTraceWriter());
  if (result.value) await parser.convertWorkflowTemplate(result.context, result.value);
  return result.context.errors.getErrors().map((e) => e.message);
}

// The schema that GitLab publishes, as gitlab-ci-local carries it.
async function gitlab() {
  const { schema } = await load('gitlab-ci-local/schema.js');
  const Ajv = require('ajv/dist/ajv.bundle.js');
  const validate = new Ajv({ allErrors: true, jsonPointers: true, logger: false, unknownFormats: 'ignore' }).compile(schema);
  validate(require('yaml').parse(content));
  return (validate.errors ?? []).map((e) => `${e.dataPath} ${e.message} ${JSON.stringify(e.params)}`);
}

for (const line of await (server === 'github' ? github() : gitlab())) console.log(line);
