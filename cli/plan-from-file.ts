import { parse as parseCsv } from 'csv-parse/sync';
import { readFile as readBytesOf } from 'node:fs/promises';
import { basename } from 'node:path';
import { agencyKindOf } from '../domain/agency-kind.js';
import { unclearAnswer } from '../domain/unclear-answer.js';
import type { ConfirmationInput } from '../domain/answers.js';
import { proposeConfirmation } from '../domain/confirm.js';
import { annexForm } from '../domain/forms/annex-form.js';
import { formFaults } from '../domain/forms/form-faults.js';
import type { LadderSettings } from '../domain/ladder.js';
import { unowedIn } from '../domain/owing-agencies.js';
import type { OwingAgency } from '../domain/owing-agency.js';
import { refusalSentence } from '../domain/refusals.js';
import { agenciesForRehearsal } from '../domain/sample-agencies.js';
import type { ListedAgency } from '../domain/sample-agencies.js';
import type { ConfirmedPlan, ConfirmedRequirement } from '../domain/schemas/confirmed-plan.js';
import type { PlanDraft } from '../domain/schemas/plan-draft.js';
import { readBytes, UnreadableDocument } from '../reader/main.js';

/** Where everybody of a rehearsal or preview from the command line has their address. */
export const DOMAIN = 'chaythu.example';

const DEFAULT_AGENCIES = 130;
/** What stands in the column `binding` for a body that is merely asked. */
const NOT_BINDING: ReadonlySet<string> = new Set(['0', 'false', 'no', 'không', 'khong']);

/** The files and numbers that a rehearsal or a preview is told on the command line. */
export interface PlanFileOptions {
  readonly file: string;
  readonly agenciesCsv?: string;
  readonly agencyCount?: number;
  readonly answersFile?: string;
}

/** A document read, with the agencies that owe and the answers a person gave. */
export interface PlanFile {
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly text: string;
  readonly draft: PlanDraft;
  readonly agencies: readonly ListedAgency[];
  readonly answers: Readonly<Record<string, string>>;
  /** The body that mails come from: the issuer, or a stand-in. */
  readonly officeName: string;
}

/** Reads a plan from its file, with a list of agencies or so many invented ones. */
export async function readPlanFile(options: PlanFileOptions): Promise<PlanFile> {
  const fileName = basename(options.file);
  const bytes = await bytesOf(options.file);
  const { draft, text } = await readBytes({ name: fileName, bytes });
  return {
    fileName,
    bytes,
    text,
    draft,
    agencies:
      options.agenciesCsv === undefined
        ? agenciesForRehearsal(draft, options.agencyCount ?? DEFAULT_AGENCIES)
        : await listedIn(options.agenciesCsv),
    answers: options.answersFile === undefined ? {} : await answersIn(options.answersFile),
    officeName: draft.document.issuer ?? 'Cơ quan chạy thử',
  };
}

/** What a plan from a file is confirmed from: its questions answered by the file of answers, else by their proposals. */
export function confirmationInput(
  { draft, text, answers, officeName }: PlanFile,
  given: {
    readonly settings: LadderSettings;
    readonly rollForward: boolean;
    readonly agencies: readonly OwingAgency[];
    /** ISO; its year is the one a rule without a printed year is read in. */
    readonly startAt: string;
  },
): ConfirmationInput {
  const annex = annexForm(text)?.form;
  return {
    draft,
    answers,
    office: {
      name: officeName,
      officerName: 'Cán bộ theo dõi',
      officerPhone: '0900 000 100',
      officerEmail: `canbo@${DOMAIN}`,
      placeOfIssue: 'Nơi ban hành',
    },
    calendar: given.settings.calendar,
    hours: given.settings.hours,
    rollForward: given.rollForward,
    agencies: given.agencies,
    forms: annex === undefined || formFaults(annex).length > 0 ? [] : [annex],
    year: Number(given.startAt.slice(0, 4)),
  };
}

/** The plan as proposed, and apart what only bodies outside the list owe; throws one sentence when nothing is left to follow. */
export function proposedPlan(input: ConfirmationInput): {
  readonly proposal: ConfirmedPlan;
  readonly unowed: readonly ConfirmedRequirement[];
} {
  const unclear = unclearAnswer(input);
  if (unclear !== null) throw new Error(refusalSentence('ANSWER_UNCLEAR', { answer: unclear }));
  const read = proposeConfirmation(input);
  const unowed = unowedIn(read);
  const requirements = read.requirements.filter((requirement) => !unowed.includes(requirement));
  const [nobodys] = unowed;
  if (nobodys !== undefined && requirements.every(({ onward }) => onward)) {
    throw new Error(refusalSentence('NOBODY_OWES', { report: nobodys.reportName }));
  }
  if (requirements.length === 0) throw new Error(refusalSentence('NO_REQUIREMENTS', {}));
  return { proposal: { ...read, requirements }, unowed };
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readBytesOf(path);
  } catch (error) {
    throw new UnreadableDocument('NOT_FOUND', error);
  }
}

/** A list of agencies with the header name,kind,tags,email,headEmail,phone,binding. */
async function listedIn(path: string): Promise<readonly ListedAgency[]> {
  const rows: Record<string, string>[] = parseCsv(await readBytesOf(path), {
    bom: true,
    columns: true,
    delimiter: [',', ';', '\t'],
    skip_empty_lines: true,
    trim: true,
  });
  const names = new Set<string>();
  return rows.map((row, index) => {
    const name = (row['name'] ?? '').normalize('NFC');
    const line = `Dòng ${String(index + 2)} của danh sách`;
    if (name === '') throw new Error(`${line} không có tên đơn vị.`);
    if (names.has(name)) throw new Error(`${line}: cơ quan "${name}" đã có ở dòng trước.`);
    names.add(name);
    return {
      name,
      kind: agencyKindOf(name),
      tags: (row['tags'] ?? '').split(/[;|]/).filter((tag) => tag !== ''),
      email: row['email'] ?? '',
      headEmail: row['headEmail'] === '' ? null : (row['headEmail'] ?? null),
      phone: row['phone'] === '' ? null : (row['phone'] ?? null),
      binding: !NOT_BINDING.has((row['binding'] ?? '').toLowerCase()),
      standing: row['kind'] === 'standing',
    };
  });
}

async function answersIn(path: string): Promise<Readonly<Record<string, string>>> {
  const parsed: unknown = JSON.parse(await readBytesOf(path, 'utf8'));
  if (typeof parsed !== 'object' || parsed === null)
    throw new Error('Tệp trả lời không đúng dạng.');
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]));
}
