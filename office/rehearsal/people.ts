import { plusWorkingDays } from '../../domain/calendar.js';
import type { Instant } from '../../domain/day.js';
import { at, dayAt } from '../../domain/day.js';
import { nextDeskHour } from '../../domain/rehearsal.js';
import type { ScriptedAct, ReporterBehaviour } from '../../domain/rehearsal.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { Result } from '../../domain/result.js';
import { redraftLetter, releaseToHeads } from '../cycle/cycle.js';
import {
  acceptReport,
  claimSent,
  confirmClaims,
  decideExtension,
  requestExtension,
  returnReport,
  submitReport,
} from '../collection/obligation-acts.js';
import {
  acknowledgePaper,
  approvePaper,
  numberPaper,
  releasePaper,
  sendPaperBack,
  submitForApproval,
  withdrawLetter,
} from '../paper/paper.js';
import type { OfficeScope } from '../scope.js';
import { namesForLetter } from '../paper/letters.js';

/** Something one of the scripted people is going to do. */
export interface PlannedAct {
  readonly at: Instant;
  readonly what: string;
  readonly perform: (scope: OfficeScope) => Promise<Result<unknown, RefusalCode>>;
  /** The row of the script to mark as done; null for a reaction. */
  readonly scriptId: number | null;
}

/** The next act of the agencies' script that is still to come. */
export async function nextScripted(scope: OfficeScope): Promise<PlannedAct | null> {
  const row = await scope.trx
    .selectFrom('script_act')
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'script_act.office_id')
        .onRef('obligation.id', '=', 'script_act.obligation_id'),
    )
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'obligation.office_id')
        .onRef('cycle.id', '=', 'obligation.cycle_id'),
    )
    .select([
      'script_act.id as id',
      'script_act.at as at',
      'script_act.data as data',
      'obligation.id as obligation_id',
    ])
    .where('script_act.office_id', '=', scope.officeId)
    .where('script_act.done_at', 'is', null)
    .where('cycle.opened_at', 'is not', null)
    .orderBy('script_act.at')
    .orderBy('script_act.id')
    .executeTakeFirst();
  if (row === undefined) return null;
  const doing = row.data as unknown as ScriptedAct;
  const obligationId = row.obligation_id;
  return {
    at: row.at,
    what: doing.act,
    scriptId: row.id,
    perform: async (inner) => {
      switch (doing.act) {
        case 'submit':
          return submitReport(inner, {
            obligationId,
            content: { ...doing.form, channel: doing.channel, attachments: [] },
          });
        case 'claim':
          return claimSent(inner, {
            obligationId,
            documentNumber: doing.documentNumber,
            documentDate: dayAt(inner.now),
            signer: null,
            senderName: doing.senderName,
          });
        case 'requestExtension':
          return requestExtension(inner, {
            obligationId,
            wantedDay: doing.wantedDay,
            reason: doing.reason,
            requestedBy: 'Cán bộ tổng hợp',
          });
      }
    },
  };
}

/** The earliest reaction of officer, approver, clerk and the level above to what lies on their desks. */
export async function nextReaction(scope: OfficeScope): Promise<PlannedAct | null> {
  const planned = [
    await officerOnReports(scope),
    await officerOnClaims(scope),
    await officerOnExtensions(scope),
    await officerOnHeads(scope),
    await peopleOnPapers(scope),
  ].filter((act): act is PlannedAct => act !== null);
  return planned.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0] ?? null;
}

/** Received reports are checked at the next desk hour; some first versions are sent back. */
async function officerOnReports(scope: OfficeScope): Promise<PlannedAct | null> {
  const row = await scope.trx
    .selectFrom('obligation')
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'obligation.office_id')
        .onRef('cycle.id', '=', 'obligation.cycle_id'),
    )
    .leftJoin('script_act', (join) =>
      join
        .onRef('script_act.office_id', '=', 'obligation.office_id')
        .onRef('script_act.obligation_id', '=', 'obligation.id')
        .on('script_act.act', '=', 'submit'),
    )
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'obligation.office_id')
        .onRef('agency.id', '=', 'obligation.agency_id'),
    )
    .select([
      'obligation.id as id',
      'obligation.received_at as received_at',
      'obligation.changed_at as changed_at',
      'obligation.version as version',
      'script_act.data as data',
    ])
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.state', '=', 'submitted')
    .where('cycle.edits_closed_at', 'is', null)
    .where('cycle.closed_at', 'is', null)
    .orderBy('obligation.changed_at')
    .orderBy('agency.name')
    .executeTakeFirst();
  if (row === undefined) return null;
  const temper = (row.data as { temper?: ReporterBehaviour } | null)?.temper;
  const when = nextDeskHour(row.received_at ?? row.changed_at, scope.settings);
  if (temper === 'returned' && row.version === 1) {
    return {
      at: when,
      what: 'return',
      scriptId: null,
      perform: async (inner) => {
        const newDueDay = plusWorkingDays(inner.settings.calendar, dayAt(inner.now), 2);
        const reason = 'Thiếu số liệu so với biểu mẫu, đề nghị rà soát và gửi lại.';
        const returned = await returnReport(inner, { obligationId: row.id, reason, newDueDay });
        // Too near the closing for another round: it is taken as it is.
        return returned.ok ? returned : acceptReport(inner, { obligationId: row.id });
      },
    };
  }
  return {
    at: when,
    what: 'accept',
    scriptId: null,
    perform: async (inner) => acceptReport(inner, { obligationId: row.id }),
  };
}

async function officerOnClaims(scope: OfficeScope): Promise<PlannedAct | null> {
  const rows = await scope.trx
    .selectFrom('obligation')
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'obligation.office_id')
        .onRef('cycle.id', '=', 'obligation.cycle_id'),
    )
    .innerJoin('script_act', (join) =>
      join
        .onRef('script_act.office_id', '=', 'obligation.office_id')
        .onRef('script_act.obligation_id', '=', 'obligation.id')
        .on('script_act.act', '=', 'claim'),
    )
    .select([
      'obligation.id as id',
      'obligation.claimed_at as claimed_at',
      'script_act.data as data',
    ])
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.state', '=', 'claimed')
    .where('cycle.edits_closed_at', 'is', null)
    .orderBy('obligation.claimed_at')
    .orderBy('script_act.id')
    .execute();
  const wanted = rows.filter(
    ({ data }) => (data as { temper?: ReporterBehaviour }).temper !== 'claimsNothing',
  );
  const first = wanted[0]?.claimed_at;
  if (first === undefined || first === null) return null;
  // The document takes a while through the other system: it is found a day later.
  const when = nextDeskHour(
    nextDeskHour(nextDeskHour(first, scope.settings), scope.settings),
    scope.settings,
  );
  const together = wanted.filter(({ claimed_at }) => claimed_at !== null && claimed_at < when);
  return {
    at: when,
    what: 'confirmClaims',
    scriptId: null,
    perform: async (inner) =>
      confirmClaims(inner, {
        obligationIds: together.map(({ id }) => id),
        arrivedOn: dayAt(first),
      }),
  };
}

async function officerOnExtensions(scope: OfficeScope): Promise<PlannedAct | null> {
  const row = await scope.trx
    .selectFrom('extension')
    .select(['id', 'requested_at', 'wanted_day'])
    .where('office_id', '=', scope.officeId)
    .where('state', '=', 'asked')
    .orderBy('requested_at')
    .orderBy('wanted_day')
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    at: nextDeskHour(row.requested_at, scope.settings),
    what: 'decideExtension',
    scriptId: null,
    perform: async (inner) => {
      const granted = await decideExtension(inner, {
        extensionId: row.id,
        grantedDay: row.wanted_day,
        answer: 'Đồng ý gia hạn.',
      });
      return granted.ok
        ? granted
        : decideExtension(inner, {
            extensionId: row.id,
            grantedDay: null,
            answer: 'Không thể gia hạn do sắp đóng kỳ báo cáo.',
          });
    },
  };
}

async function officerOnHeads(scope: OfficeScope): Promise<PlannedAct | null> {
  const cycle = await scope.trx
    .selectFrom('cycle')
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'cycle.office_id')
        .onRef('obligation.cycle_id', '=', 'cycle.id'),
    )
    .select(['cycle.id as id', 'cycle.overdue_at as overdue_at'])
    .where('cycle.office_id', '=', scope.officeId)
    .where('cycle.kind', '=', 'collect')
    .where('cycle.opened_at', 'is not', null)
    .where('cycle.collection_closed_at', 'is', null)
    .where('cycle.head_released_at', 'is', null)
    .where('cycle.letter_on_first_late_day', '=', false)
    .where('obligation.binding', '=', true)
    .where('obligation.chased', '=', true)
    .where('obligation.state', '=', 'expected')
    .whereRef('obligation.overdue_at', '=', 'cycle.overdue_at')
    .orderBy('cycle.overdue_at')
    .executeTakeFirst();
  if (cycle?.overdue_at == null) return null;
  return {
    at: nextDeskHour(cycle.overdue_at, scope.settings),
    what: 'releaseToHeads',
    scriptId: null,
    perform: async (inner) => releaseToHeads(inner, { cycleId: cycle.id }),
  };
}

/** A paper moves on by one person at each desk hour; the first report is sent back once. */
async function peopleOnPapers(scope: OfficeScope): Promise<PlannedAct | null> {
  const paper = await scope.trx
    .selectFrom('document')
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'document.office_id')
        .onRef('cycle.id', '=', 'document.cycle_id'),
    )
    .selectAll('document')
    .select('cycle.key as key')
    .where('document.office_id', '=', scope.officeId)
    .where((eb) =>
      eb.or([
        eb('document.state', 'in', [
          'draft',
          'sentBack',
          'awaitingApproval',
          'approved',
          'numbered',
        ]),
        eb.and([
          eb('document.state', '=', 'released'),
          eb('document.kind', '=', 'consolidatedReport'),
        ]),
      ]),
    )
    .orderBy('document.changed_at')
    .orderBy('cycle.key')
    .orderBy('document.kind')
    .executeTakeFirst();
  if (paper === undefined) return null;
  const staffId = await anyStaff(scope);
  const soon = nextDeskHour(paper.changed_at, scope.settings);
  const move = (what: string, when: Instant, perform: PlannedAct['perform']): PlannedAct => ({
    at: when,
    what,
    scriptId: null,
    perform,
  });
  switch (paper.state) {
    case 'draft':
    case 'sentBack':
      return move('submitForApproval', soon, async (inner) =>
        submitForApproval(inner, { documentId: paper.id }),
      );
    case 'awaitingApproval':
      return paper.kind === 'consolidatedReport' && paper.step === 1
        ? move('sendPaperBack', soon, async (inner) =>
            sendPaperBack(inner, {
              documentId: paper.id,
              staffId,
              reason: 'Đề nghị rà soát lại phần khó khăn, vướng mắc.',
            }),
          )
        : move('approvePaper', soon, async (inner) =>
            approvePaper(inner, { documentId: paper.id, staffId }),
          );
    case 'approved':
      return move('numberPaper', soon, async (inner) =>
        numberPaper(inner, {
          documentId: paper.id,
          number: `01/${paper.kind === 'urgingLetter' ? 'CT' : 'BC-CT'}`,
          issuedOn: dayAt(inner.now),
          signedPdf: { fileName: 'ban-ky-chay-thu.pdf', bytes: Buffer.from(REHEARSAL_PDF) },
        }),
      );
    case 'numbered':
      return move('releasePaper', soon, async (inner) => {
        const released = await releasePaper(inner, {
          documentId: paper.id,
          staffId,
          channel: 'document-system',
        });
        if (released.ok || released.error !== 'LETTER_NAMES_CHANGED') return released;
        const left = await namesForLetter(inner, paper.cycle_id);
        return left.length > 0
          ? redraftLetter(inner, { cycleId: paper.cycle_id })
          : withdrawLetter(inner, { documentId: paper.id });
      });
    case 'released':
      return move(
        'acknowledgePaper',
        at(plusWorkingDays(scope.settings.calendar, dayAt(paper.changed_at), 1), 14 * 60),
        async (inner) => acknowledgePaper(inner, { documentId: paper.id, on: dayAt(inner.now) }),
      );
    case 'acknowledged':
    case 'superseded':
      return null;
  }
}

async function anyStaff(scope: OfficeScope): Promise<string> {
  const { id } = await scope.trx
    .selectFrom('staff')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .orderBy('email')
    .executeTakeFirstOrThrow();
  return id;
}

/** The smallest file that is a PDF: a rehearsal signs nothing. */
const REHEARSAL_PDF = [
  '%PDF-1.4',
  '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
  '2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj',
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj',
  'trailer<</Root 1 0 R>>',
  '%%EOF',
  '',
].join('\n');
