import { expect, test } from '@jest/globals';
import type { MailTransport, OutgoingMail } from '../../activities/ports.js';
import { sparingOutside } from '../../mail/sparing-outside.js';

function recording(name: string, log: string[]): MailTransport {
  return {
    send: async ({ messageId }) => {
      log.push(`${name} ${messageId}`);
      return { kind: 'sent', response: '250 ok' };
    },
    close: async () => {
      log.push(`${name} closed`);
    },
  };
}

test('what is to stay inside never sees the relay, which alone is closed', async () => {
  const log: string[] = [];
  const transport = sparingOutside(recording('relay', log), recording('inside', log));
  const mail = (messageId: string, inside?: true) =>
    ({ messageId, ...(inside === undefined ? {} : { inside }) }) as OutgoingMail;
  await transport.send(mail('1'));
  await transport.send(mail('2', true));
  await transport.close();
  expect(log).toEqual(['relay 1', 'inside 2', 'relay closed']);
});
