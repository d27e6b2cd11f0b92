// node scripts/deployment.mjs write | check: the files of a deployment, from scripts/deployment/description.mjs.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from './project.mjs';
import { composeEnvironment, envExample, systemdUnits } from './deployment/texts.mjs';

const composeFile = 'docker-compose.yml';
const marks = {
  begin: '    # From scripts/deployment/description.mjs:',
  end: '    # (end of the settings)',
};

function files() {
  return [
    { path: '.env.example', text: envExample() },
    ...systemdUnits().map(({ file, text }) => ({ path: join('deploy/systemd', file), text })),
    { path: composeFile, text: composeText() },
  ];
}

/** docker-compose.yml with its settings written anew between the two marks. */
function composeText() {
  const text = readFileSync(join(projectRoot, composeFile), 'utf8');
  const [from, to] = [text.indexOf(marks.begin), text.indexOf(marks.end)];
  if (from < 0 || to < from) throw new Error(`${composeFile} has lost the marks of its settings`);
  const head = text.slice(0, from + marks.begin.length);
  return `${head}\n${composeEnvironment().join('\n')}\n${text.slice(to)}`;
}

const [act = 'check'] = process.argv.slice(2);
const stale = files().filter(({ path, text }) => {
  const target = join(projectRoot, path);
  return !existsSync(target) || readFileSync(target, 'utf8') !== text;
});
if (act === 'write') {
  for (const { path, text } of stale) {
    mkdirSync(dirname(join(projectRoot, path)), { recursive: true });
    writeFileSync(join(projectRoot, path), text);
    console.log(`wrote ${path}`);
  }
} else if (stale.length > 0) {
  for (const { path } of stale) {
    console.error(`${path} is not as the description has it; node scripts/deployment.mjs write`);
  }
  process.exit(1);
}
