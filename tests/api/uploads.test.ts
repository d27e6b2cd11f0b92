import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Document, Packer } from 'docx';
import { bytesInFlight } from '../../api/bytes-in-flight.js';
import type { BytesInFlight } from '../../api/bytes-in-flight.js';
import { oneAtATime, someAtATime } from '../../api/reading-queue.js';
import type { PlanReader } from '../../api/ports.js';
import { ErrorAnswer } from '../../contract/values.js';
import { EMPTY_DRAFT } from '../support/confirmation.js';
import { eventually } from '../support/eventually.js';
import { ask, multipart, openOffice, openSite } from './support/office.js';
import type { TestOffice, TestSite } from './support/office.js';

const ROOM = 100_000;
const file = { name: 'ke-hoach.txt', bytes: Buffer.from('KẾ HOẠCH') };

let site: TestSite;
let office: TestOffice;
let room: BytesInFlight;
/** Readings wait here until the test lets them end. */
let gate: Promise<void>;
let open: () => void;

beforeAll(async () => {
  room = bytesInFlight(ROOM);
  site = await openSite({
    uploadRoom: room,
    readPlan: async () => {
      await gate;
      return { kind: 'read', draft: EMPTY_DRAFT, text: 'KẾ HOẠCH' };
    },
  });
  office = await openOffice(site, 'songhuong');
}, 60_000);

afterAll(async () => {
  await site.close();
});

function closeGate(): void {
  gate = new Promise((resolve) => {
    open = resolve;
  });
}

async function upload(bytes: number) {
  const form = multipart({}, [{ name: 'ke-hoach.txt', bytes: Buffer.alloc(bytes, 'a') }]);
  return ask(site, 'POST', '/api/plans', {
    cookie: office.cookies.officer,
    body: form.payload,
    headers: { ...form.headers, 'content-length': String(form.payload.length) },
  });
}

describe('what forms weigh together', () => {
  test('is capped: who comes when there is no room is told so, and later is taken', async () => {
    closeGate();
    const first = upload(60_000);
    await eventually(() => room.taken > 60_000, 'the first form is being taken in');
    const second = await upload(60_000);
    const { error } = ErrorAnswer.parse(second.json());
    expect([second.statusCode, error.message]).toEqual([
      429,
      'Hệ thống đang nhận nhiều tệp cùng lúc. Nội dung đã nhập vẫn còn; đề nghị gửi lại sau ít phút.',
    ]);
    open();
    expect((await first).statusCode).toBe(200);
    await eventually(() => room.taken === 0, 'its room is free again');
    expect((await upload(60_000)).statusCode).toBe(200);
  });

  test('is given back by a form that was refused', async () => {
    closeGate();
    open();
    const form = multipart({}, [{ name: 'ke-hoach.exe', bytes: Buffer.alloc(50_000, 'a') }]);
    const refused = await ask(site, 'POST', '/api/plans', {
      cookie: office.cookies.officer,
      body: form.payload,
      headers: form.headers,
    });
    expect(refused.statusCode).toBe(415);
    await eventually(() => room.taken === 0, 'its room is free again');
  });

  test('lets a single form in that is larger than all room', async () => {
    closeGate();
    open();
    expect((await upload(2 * ROOM)).statusCode).toBe(200);
  });
});

describe('readings', () => {
  test('come one after the other; a failed one does not hold up the next', async () => {
    const order: string[] = [];
    let running = 0;
    const slow: PlanReader = async ({ name }) => {
      running += 1;
      order.push(`${name} beside ${String(running - 1)}`);
      await Promise.resolve();
      running -= 1;
      if (name === 'b') throw new Error('broken');
      return { kind: 'unreadable', problem: name };
    };
    const read = oneAtATime(slow);
    const readings = ['a', 'b', 'c'].map(async (name) => read({ ...file, name }));
    const results = await Promise.allSettled(readings);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(order).toEqual(['a beside 0', 'b beside 0', 'c beside 0']);
  });

  test('are refused while too many wait, and taken again afterwards', async () => {
    const word = await Packer.toBuffer(new Document({ sections: [] }));
    closeGate();
    const refused: string[] = [];
    const uploads = Array.from({ length: 8 }, async () => {
      const answer = await upload(1_000);
      if (answer.statusCode === 429) refused.push(ErrorAnswer.parse(answer.json()).error.message);
      return answer;
    });
    await eventually(() => refused.length === 2, 'who comes when six wait is refused');
    const sentence = 'Hệ thống đang đọc nhiều văn bản khác. Đề nghị thử lại sau ít phút.';
    // A paper that was changed in Word stands in the same queue.
    const form = multipart({}, [{ name: 'bao-cao.docx', bytes: word }]);
    const changed = await ask(site, 'POST', `/api/papers/${randomUUID()}/word`, {
      cookie: office.cookies.officer,
      body: form.payload,
      headers: form.headers,
    });
    expect(ErrorAnswer.parse(changed.json()).error.code).toBe('READINGS_FULL');
    expect(refused).toEqual([sentence, sentence]);
    open();
    const statuses = (await Promise.all(uploads)).map(({ statusCode }) => statusCode).sort();
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
    expect((await upload(1_000)).statusCode).toBe(200);
  });

  test('of signed documents hold up no report: who would wait too long is told that nothing was read', async () => {
    const gates: (() => void)[] = [];
    const done = { signatures: [], printed: null, unread: 'scanned' as const };
    const read = someAtATime(
      async (files) => {
        await new Promise<void>((resolve) => {
          gates.push(resolve);
        });
        return files.map(() => done);
      },
      { atOnce: 1, mostWaiting: 1 },
    );
    const one = [new Uint8Array()];
    const readings = [read(one), read(one), read(one)];
    expect(await readings[2]).toEqual([{ ...done, unread: 'busy' }]);
    gates.shift()?.();
    expect(await readings[0]).toEqual([done]);
    await eventually(() => gates.length === 1, 'whoever waited comes next');
    gates.shift()?.();
    expect(await readings[1]).toEqual([done]);
  });
});
