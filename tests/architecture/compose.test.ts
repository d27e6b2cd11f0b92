import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { ENV_NAMES } from '../../config/env.js';

test('docker-compose.yml gives worker and API exactly the variables of config/env.ts', async () => {
  const compose = await readFile('docker-compose.yml', 'utf8');
  const shared = compose.slice(compose.indexOf('x-dondoc:'), compose.indexOf('x-temporal-tools:'));
  const environment = shared.slice(shared.indexOf('environment:'), shared.indexOf('volumes:'));
  const given = [...environment.matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name]) => name);
  expect(given.toSorted()).toEqual([...ENV_NAMES].toSorted());
});

test('.env.example explains exactly the variables of config/env.ts, and the two passwords of docker-compose.yml', async () => {
  const example = await readFile('.env.example', 'utf8');
  const explained = [...example.matchAll(/^# ([A-Z_]+): /gm)].map(([, name]) => name);
  const wanted = [...ENV_NAMES, 'LEDGER_PASSWORD', 'TEMPORAL_PASSWORD'];
  expect(explained.toSorted()).toEqual(wanted.toSorted());
});
