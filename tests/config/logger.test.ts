import { expect, test } from '@jest/globals';
import { createLogger } from '../../config/logger.js';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown> {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  write(createLogger({ name: 'api', level: 'info', destination }));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]!) as Record<string, unknown>;
}

test('a line carries ids, the level by name and a fixed sentence', () => {
  const line = logged((log) => {
    log.info({ planId: 'p-1', noticeKey: 'remind/o-1/T-2', count: 3 }, 'wave prepared');
  });
  expect(line).toMatchObject({
    level: 'info',
    name: 'api',
    planId: 'p-1',
    noticeKey: 'remind/o-1/T-2',
    count: 3,
    msg: 'wave prepared',
  });
});

test('addresses, telephones, keys and contents are hidden at any depth', () => {
  const line = logged((log) => {
    log.warn(
      {
        email: 'a@xa.example',
        contact: { phone: '0900 000 001', deeper: [{ linkToken: 'abc', ok: true }] },
        headers: { cookie: 'sid=1', 'x-request-id': 'r-1' },
        narrative: 'nội dung báo cáo',
      },
      'refused',
    );
  });
  expect(line).toMatchObject({
    email: '[hidden]',
    contact: { phone: '[hidden]', deeper: [{ linkToken: '[hidden]', ok: true }] },
    headers: { cookie: '[hidden]', 'x-request-id': 'r-1' },
    narrative: '[hidden]',
  });
});

test('an address in the words of an error or of the relay is hidden too', () => {
  const line = logged((log) => {
    const cause = new Error('550 <nguoi.nhan@xa.example> unknown');
    log.error(
      { err: new Error('cannot send to nguoi.nhan@xa.example', { cause }) },
      'to b@c.example',
    );
  });
  expect(JSON.stringify(line)).not.toMatch(/xa\.example|c\.example/);
  expect(JSON.stringify(line)).toContain('550 <[hidden]> unknown');
});

test('credentials in a URL and the fragment of a personal link never stand in a line', () => {
  const line = logged((log) => {
    log.info(
      {
        database: 'postgres://app:geheim@127.0.0.1:5432/dondoc',
        page: 'https://x.example/a#k1.m2',
      },
      'opened',
    );
  });
  expect(line).toMatchObject({
    database: 'postgres://[hidden]@127.0.0.1:5432/dondoc',
    page: 'https://x.example/a#[hidden]',
  });
});
