import { plusWorkingDays } from '../../domain/calendar.js';
import type { Instant } from '../../domain/day.js';
import { at, dayAt } from '../../domain/day.js';
import { nextDeskHour } from '../../domain/rehearsal.js';
import { redraftLetter } from '../cycle/cycle.js';
import { namesForLetter } from '../paper/letters.js';
import { approvePaper, recordAgreed, sendPaperBack } from '../paper/approval.js';
import { decidersOf } from '../paper/approval-way.js';
import { submitForApproval } from '../paper/put-forward.js';
import { acknowledgePaper, numberPaper, releasePaper, withdrawLetter } from '../paper/release.js';
import { peopleAtWork } from '../reminding/people-at-work.js';
import type { OfficeScope } from '../scope.js';
import type { PlannedAct } from './planned-act.js';

/** A paper moves on by one person at each desk hour; the first report is sent back once. */
export async function paperReaction(scope: OfficeScope): Promise<PlannedAct | null> {
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
  const staffId = await whoActs(scope, paper);
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
      if (paper.outside) {
        return move('recordAgreed', soon, async (inner) =>
          recordAgreed(inner, {
            documentId: paper.id,
            staffId,
            by: 'Lãnh đạo duyệt',
            on: dayAt(inner.now),
          }),
        );
      }
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
          // A rehearsal's own number, since no clerk has given one.
          otherSymbol: true,
          signedPdf: { fileName: 'ban-ky-chay-thu.pdf', bytes: Buffer.from(REHEARSAL_PDF) },
        }),
      );
    case 'numbered':
      return move('releasePaper', soon, async (inner) => {
        const released = await releasePaper(inner, {
          documentId: paper.id,
          staffId,
          channel: 'document-system',
          // It signs nothing that could be compared.
          differencesSeen: true,
          copy: inner.office.parsed.ministryAddress !== null,
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

/** Whom the present step of approval asks; for everything else whoever comes first. */
async function whoActs(
  scope: OfficeScope,
  paper: Parameters<typeof decidersOf>[0],
): Promise<string> {
  const atWork = await peopleAtWork(scope);
  const [first] = [...decidersOf(paper, atWork).map(({ person }) => person), ...atWork.people];
  if (first === undefined) throw new Error('a rehearsal without people');
  return first.id;
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
