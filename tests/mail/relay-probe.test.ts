import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { probeRelay } from '../../mail/relay-probe.js';

let server: SMTPServer;
let port = 0;

beforeAll(async () => {
  server = new SMTPServer({
    secure: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      if (username === 'dondoc' && password === 'right') done(null, { user: username });
      else done(new Error('535 5.7.8 authentication failed'));
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  port = (server.server.address() as AddressInfo).port;
});

afterAll(async () => {
  await new Promise<void>((resolve) => {
    server.close(resolve);
  });
});

test('a relay is asked whether it lets us in; a wrong password and nobody there are told, without the password', async () => {
  const at = `127.0.0.1:${String(port)}`;
  expect(await probeRelay(`smtp://dondoc:right@${at}`)).toBeNull();
  const refused = await probeRelay(`smtp://dondoc:secret-word@${at}`);
  expect(refused).toContain('535');
  expect(refused).not.toContain('secret-word');
  expect(await probeRelay('smtp://127.0.0.1:1')).not.toBeNull();
});
