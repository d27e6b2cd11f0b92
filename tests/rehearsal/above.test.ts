import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { cycleRoutes } from '../../contract/cycles.js';
import { directoryRoutes } from '../../contract/directory.js';
import { obligationRoutes } from '../../contract/obligations.js';
import { paperRoutes } from '../../contract/papers.js';
import { dayAt, instantOf, plusDays } from '../../domain/day.js';
import { startRelay } from '../mail/relay.js';
import type { Relay } from '../mail/relay.js';
import { eventually } from '../support/eventually.js';
import { devServer, tearDown } from '../support/temporal.js';
import { aWholeInstallation } from '../support/whole-installation.js';
import type { WholeInstallation } from '../support/whole-installation.js';

const PROVINCE = 'Ủy ban nhân dân tỉnh Sông Hương';
/** The smallest file that is a PDF; what a signature says of it has tests of its own. */
const SIGNED = Buffer.from('%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const TODAY = dayAt(instantOf(Date.now()));

let env: TestWorkflowEnvironment;
let relay: Relay;
let province: WholeInstallation;
let ministry: WholeInstallation;
const running: WholeInstallation[] = [];

beforeAll(async () => {
  [env, relay] = await Promise.all([devServer(), startRelay()]);
  const smtpUrl = `smtp://127.0.0.1:${String(relay.port)}`;
  const started = async (name: string, agencies: readonly string[]) => {
    const one = await aWholeInstallation({ env, smtpUrl, name, agencies });
    running.push(one);
    return one;
  };
  [province, ministry] = await Promise.all([
    started(PROVINCE, ['Ủy ban nhân dân xã Đồng Mai', 'Ủy ban nhân dân phường Bến Ngự']),
    started('Bộ Nông nghiệp và Môi trường', [PROVINCE]),
  ]);
});

afterAll(async () => {
  await Promise.all(running.map(async (one) => one.close()));
  await relay.close();
  await tearDown(env);
});

/** The officer enters a report that came on paper, and takes it in. */
async function reports(obligationId: string, sessions: string, text: string): Promise<void> {
  const body = new FormData();
  const content = {
    figures: { PROP_SESSIONS: sessions },
    narrative: { results: text },
    ...{ nilCodes: [], nil: false, secretPartApart: false },
    ...{ documentNumber: '25/BC-UBND', documentDate: TODAY, signer: null, senderName: 'Lê Thị B' },
  };
  body.set('content', JSON.stringify(content));
  const params = { obligationId };
  await province.asked('officer', obligationRoutes.enterReport, { params, body });
  await province.asked('officer', obligationRoutes.accept, { params });
}

/** The paper that is a draft, once there is one. */
async function draft(): Promise<string> {
  let id = '';
  await eventually(async () => {
    const { papers } = await province.asked('officer', paperRoutes.list);
    id = papers.find(({ state }) => state === 'draft')?.id ?? '';
    return id !== '';
  }, 'the report is drafted');
  return id;
}

/** Takes the draft to its release under a number. */
async function released(number: string): Promise<string> {
  const documentId = await draft();
  const params = { documentId };
  const seen = async () => (await province.asked('officer', paperRoutes.detail, { params })).seen;
  await province.asked('officer', paperRoutes.submit, { params, body: { seen: await seen() } });
  await eventually(async () => leaderAsked(documentId), 'the leader is asked by mail');
  await province.asked('approver', paperRoutes.approve, { params, body: { seen: await seen() } });
  const body = new FormData();
  body.set('number', number);
  body.set('issuedOn', TODAY);
  body.set('file', new Blob([SIGNED]), 'ban-ky.pdf');
  await province.asked('officer', paperRoutes.number, { params, body });
  await province.asked('officer', paperRoutes.release, {
    params,
    body: { channel: 'Trục liên thông văn bản', differencesSeen: true, seen: await seen() },
  });
  return documentId;
}

/** Whether the workflow has written to the leader, open cycle or closed. */
async function leaderAsked(documentId: string): Promise<boolean> {
  const asked = await province.ledger.db
    .selectFrom('notice')
    .select('id')
    .where('document_id', '=', documentId)
    .where('name', '=', 'approval')
    .executeTakeFirst();
  return asked !== undefined;
}

async function standing(documentId: string) {
  const { handedUp } = await province.asked('officer', paperRoutes.detail, {
    params: { documentId },
  });
  return handedUp.standing;
}

/** Asks above without waiting for its time, and waits for what is answered. */
async function becomes(documentId: string, state: string): Promise<void> {
  await province.asked('officer', paperRoutes.askAbove, { params: { documentId } });
  await eventually(
    async () => (await standing(documentId))?.state === state,
    `the report above is ${state}`,
  );
}

/** What the ministry has of the province, oldest first. */
async function takenAbove() {
  const { db } = ministry.ledger;
  const submissions = await db
    .selectFrom('submission')
    .select(['version', 'figures', 'narrative', 'sender_name', 'document_number', 'channel'])
    .where('obligation_id', '=', ministry.duties[0] ?? '')
    .orderBy('version')
    .execute();
  const files = await db.selectFrom('attachment').select(['file_name', 'sha256']).execute();
  return { submissions, files };
}

test('a province’s report goes up to the ministry, is returned, goes up mended and comes back as acknowledged', async () => {
  const [first, second] = province.duties;
  await province.asked('officer', directoryRoutes.setUpwardLine, {
    body: { link: await ministry.linkOf(0) },
  });
  await reports(first!, '12', 'Đã tổ chức 12 buổi.');
  await reports(second!, '18', 'Tổ chức lễ phát động.');
  const documentId = await released('5');

  // Nobody answers above: the report waits and goes when somebody does.
  await ministry.stopApi();
  await province.asked('officer', paperRoutes.handUp, {
    params: { documentId },
    body: { dutyId: null },
  });
  await eventually(
    async () => (await standing(documentId))?.problem != null,
    'the province has heard that nobody answers',
  );
  expect(await standing(documentId)).toMatchObject({ state: 'waiting' });
  await ministry.startApi();
  await becomes(documentId, 'received');
  const up = {
    version: 1,
    figures: expect.objectContaining({ PROP_SESSIONS: '30' }) as unknown,
    narrative: expect.objectContaining({
      results: expect.stringContaining('30 buổi') as unknown,
    }) as unknown,
    ...{ sender_name: PROVINCE, document_number: '05/BC-UBND', channel: 'dondoc' },
  };
  expect((await takenAbove()).submissions).toEqual([up]);
  expect((await takenAbove()).files).toMatchObject([{ file_name: 'ban-ky.pdf' }]);

  // By now everything below is over: all reports are in and the one of them is out.
  await eventually(async () => {
    const { closed_at } = await province.ledger.db
      .selectFrom('cycle')
      .select('closed_at')
      .where('id', '=', province.cycleId)
      .executeTakeFirstOrThrow();
    return closed_at !== null;
  }, 'the cycle of the province is closed');
  await ministry.asked('officer', obligationRoutes.sendBack, {
    params: { obligationId: ministry.duties[0]! },
    body: { reason: 'Bản ký số không đọc được', newDueDay: plusDays(TODAY, 40) },
  });
  await becomes(documentId, 'returned');
  expect(await standing(documentId)).toMatchObject({ problem: 'Bản ký số không đọc được' });

  // The same words under another number: another report, not the one that was sent back.
  await province.asked('officer', cycleRoutes.redraftReport, {
    params: { cycleId: province.cycleId },
  });
  const again = await released('6');
  await province.asked('officer', paperRoutes.handUp, {
    params: { documentId: again },
    body: { dutyId: null },
  });
  await becomes(again, 'received');
  const { submissions } = await takenAbove();
  expect(submissions).toEqual([up, { ...up, version: 2, document_number: '06/BC-UBND' }]);

  await ministry.asked('officer', obligationRoutes.accept, {
    params: { obligationId: ministry.duties[0]! },
  });
  await becomes(again, 'accepted');
  const { paper } = await province.asked('officer', paperRoutes.detail, {
    params: { documentId: again },
  });
  expect(paper.state).toBe('acknowledged');
});
