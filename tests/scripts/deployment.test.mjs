import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { processes } from '../../scripts/deployment/description.mjs';
import { envExample, systemdUnits } from '../../scripts/deployment/texts.mjs';

test('.env.example leaves open what must be set, and nothing else', () => {
  const open = [...envExample().matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(open).toEqual([
    ...['PUBLIC_URL', 'SMTP_URL', 'MAIL_FROM', 'INSTANCE_ID'],
    ...['LINK_KEY', 'AUTH_SECRET', 'AUDIT_KEY', 'LEDGER_PASSWORD', 'TEMPORAL_PASSWORD'],
  ]);
});

test.each(processes.filter(({ once }) => once !== true))(
  'a container and a unit run the same $name, and give it as long to end',
  ({ name, args, stopSeconds }) => {
    const words = ['node', ...args];
    const inCompose = `command: [${words.map((word) => `'${word}'`).join(', ')}]`;
    const inImage = `CMD [${words.map((word) => `"${word}"`).join(', ')}]`;
    const compose = readFileSync('docker-compose.yml', 'utf8');
    const image = readFileSync('Dockerfile', 'utf8');
    // The image starts the API; the worker has a command of its own.
    expect(compose.includes(inCompose) || image.includes(inImage)).toBe(true);
    const unit = systemdUnits().find(({ file }) => file.startsWith(`dondoc-${name}`)).text;
    expect(unit).toContain(`/usr/bin/node ${args.join(' ')}`);
    expect(unit).toContain(`TimeoutStopSec=${stopSeconds}`);
  },
);

test('a worker in a container is waited for as long as its unit waits', () => {
  const { stopSeconds } = processes.find(({ name }) => name === 'worker');
  const compose = readFileSync('docker-compose.yml', 'utf8');
  expect(compose).toContain(`stop_grace_period: ${stopSeconds / 60}m`);
});

test('APIs stand beside each other, each on the port it is named by', () => {
  const unit = systemdUnits().find(({ file }) => file === 'dondoc-api@.service').text;
  expect(unit).toContain('PORT=%i');
});
