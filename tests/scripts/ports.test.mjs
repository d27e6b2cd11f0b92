import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { freePort, isPortFree } from '../../scripts/ports.mjs';

test('a port of our own is none that the system gives to outgoing connections', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, async () => freePort()));
  for (const port of ports) {
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThan(32_768);
  }
  expect(new Set(ports).size).toBeGreaterThan(15);
});

test('the port of before is kept while nobody has it', async () => {
  const wanted = await freePort();
  expect(await freePort({ wanted })).toBe(wanted);
  const other = createServer().listen(wanted, '127.0.0.1');
  await once(other, 'listening');
  try {
    expect(await isPortFree(wanted)).toBe(false);
    expect(await freePort({ wanted })).not.toBe(wanted);
  } finally {
    other.close();
  }
});
