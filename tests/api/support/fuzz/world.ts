import { randomUUID } from 'node:crypto';
import { redraftLetter, redraftReport } from '../../../../office/cycle/cycle.js';
import { notePersonRequest } from '../../../../office/archive/person-requests.js';
import { makeToken } from '../../../../office/exchange/tokens.js';
import { addWebhook } from '../../../../office/exchange/webhooks.js';
import { keepFiles } from '../../../../office/collection/upload.js';
import * as obligationActs from '../../../../office/collection/obligation-acts.js';
import { day } from '../../../../domain/day.js';
import {
  aReport,
  ask,
  confirmedPlan,
  linkOf,
  openOffice,
  startedPlan,
  uploadedPlan,
} from '../office.js';
import type { TestOffice, TestSite } from '../office.js';
import type { FuzzWorld } from './requests.js';

interface OfficeWorld extends FuzzWorld {
  readonly office: TestOffice;
}

let people: TestOffice['people'] | undefined;

/** A fresh office with a running plan, one in the making, papers, an extension, a file, and agencies signed in. */
export async function openFuzzWorld(site: TestSite, serial: number): Promise<OfficeWorld> {
  site.setNow('2026-06-01T08:00:00+07:00');
  people = await stillSignedIn(site);
  const office = await openOffice(site, `fuzz${String(serial)}`, people);
  people = office.people;
  const plan = await startedPlan(site, office);
  const draftId = await uploadedPlan(site, office);
  const attachments = await keepFiles(site.ledger.db, { officeId: office.id, sender: 'system' }, [
    { fileName: 'a.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-') },
  ]);
  const extensionId = await site.ledger.inOffice(
    { officeId: office.id, actor: 'system' },
    async (scope) => {
      const asked = await obligationActs.requestExtension(scope, {
        obligationId: plan.obligationIds.police,
        wantedDay: day('2026-07-09'),
        reason: 'chờ số liệu',
        requestedBy: 'Nguyễn Văn A',
      });
      await obligationActs.submitReport(scope, {
        obligationId: plan.obligationIds.commune,
        content: {
          ...aReport(),
          channel: 'link',
          attachments,
        },
      });
      return asked.ok ? asked.value.extensionId : randomUUID();
    },
  );
  site.setNow('2026-07-07T08:00:00+07:00');
  await site.ledger.inOffice({ officeId: office.id, actor: 'system' }, async (scope) => {
    await redraftReport(scope, { cycleId: plan.cycleId });
    await redraftLetter(scope, { cycleId: plan.cycleId });
  });
  const requestId = await site.ledger.inOffice(
    { officeId: office.id, actor: 'system' },
    async (scope) => {
      const noted = await notePersonRequest(scope, {
        kind: 'erase',
        person: 'Lê Thị B',
        words: ['Lê Thị B', '0900 000 001'],
        receivedOn: day('2026-07-06'),
      });
      return noted.ok ? noted.value.requestId : randomUUID();
    },
  );
  const told = await site.ledger.inOffice(
    { officeId: office.id, actor: 'system' },
    async (scope) => {
      const endsOn = day('2026-12-31');
      const token = await makeToken(scope, { name: 'Máy', scopes: ['figures'], endsOn });
      const url = 'https://nhan.example/tin';
      const hook = await addWebhook(scope, { name: 'Máy', url, events: ['report.received'] });
      return {
        tokenId: token.ok ? token.value.tokenId : randomUUID(),
        webhookId: hook.ok ? hook.value.webhookId : randomUUID(),
      };
    },
  );
  const nobody = randomUUID();
  const idsIn = async (table: 'document' | 'attachment' | 'staff') => {
    const rows = await site.ledger.db
      .selectFrom(table)
      .select('id')
      .where('office_id', '=', office.id)
      .execute();
    return rows.map(({ id }) => id);
  };
  const attachmentIds = await idsIn('attachment');
  const world = {
    office,
    ids: {
      planId: [plan.planId, draftId, nobody],
      cycleId: [plan.cycleId],
      obligationId: Object.values(plan.obligationIds),
      extensionId: [extensionId],
      requestId: [requestId],
      tokenId: [told.tokenId],
      webhookId: [told.webhookId],
      attachmentId: attachmentIds,
      documentId: await idsIn('document'),
      agencyId: [...Object.values(office.agencyIds), nobody],
      staffId: await idsIn('staff'),
      rehearsalId: [nobody],
      entryId: [nobody],
      code: ['PROP_SESSIONS', 'X'],
      day: ['2026-07-01', '2026-09-02', '0000-01-01', '9999-12-31', '2027'],
      mailId: ['x', '.', '..', `20260601T080000000Z-${'a'.repeat(300)}`],
      id: [...Object.values(plan.obligationIds), ...attachmentIds],
      version: ['1', '2', '0', '-1', '1e9'],
      name: ['agency.css', 'open-link.js', '..', 'constructor'],
    },
    bodies: {
      'plans.confirm': { confirmed: confirmedPlan(office) },
      'obligations.enterReport': { content: JSON.stringify(aReport()) },
      'obligations.sendBack': { reason: 'thiếu', newDueDay: '2026-07-20' },
      'obligations.setDue': { reason: 'theo đề nghị', day: '2026-07-20' },
      'exchange.makeToken': { name: 'Máy', scopes: ['plans'], endsOn: '2026-12-31' },
      'exchange.addWebhook': {
        ...{ name: 'Máy', url: 'https://nhan.example/tin', events: ['report.received'] },
      },
      'papers.number': { number: '1', issuedOn: '2026-07-01' },
      'archive.handWorkFileOver': { takenBy: 'Lưu trữ', on: '2026-07-01' },
      'archive.answerPersonRequest': { decision: 'erased', answer: 'đã xóa' },
    },
    cookies: people.map(({ cookie }) => cookie),
    master: office.cookies.everybody,
    agencyCookies: [],
    tokens: [],
    offices: [office.id, nobody],
  };
  for (const [name, known] of Object.entries(world.ids)) {
    if (known.length === 0) throw new Error(`nothing to ask about: ${name}`);
  }
  return withOpenLinks(site, world);
}

/** The world with links that hold and sessions that are open. */
async function withOpenLinks(site: TestSite, world: OfficeWorld): Promise<OfficeWorld> {
  const { id, agencyIds } = world.office;
  const tokens = [
    await linkOf(site, id, agencyIds.commune),
    await linkOf(site, id, agencyIds.police),
  ];
  const agencyCookies = await Promise.all(tokens.map(async (token) => opened(site, token)));
  return { ...world, tokens, agencyCookies };
}

/** The people of the world before, unless a request has ended a session of theirs. */
async function stillSignedIn(site: TestSite): Promise<TestOffice['people'] | undefined> {
  for (const { cookie } of people ?? []) {
    const answer = await ask(site, 'GET', '/api/session', { cookie });
    if (answer.statusCode === 401) return undefined;
  }
  return people;
}

async function opened(site: TestSite, token: string): Promise<string> {
  const answer = await site.app.inject({
    method: 'POST',
    url: '/b/open',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ token }).toString(),
  });
  if (answer.statusCode !== 303) throw new Error(`a link does not open: ${answer.body}`);
  return answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}
