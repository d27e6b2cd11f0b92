import { sql } from 'kysely';
import { matchStatus } from '../../domain/axis/match-status.js';
import type { StatusMatch } from '../../domain/axis/match-status.js';
import type { KeptMessage } from '../../domain/axis/kept-message.js';
import type { AxisStatus } from '../../domain/axis/message.js';
import { messageKey } from '../../domain/axis/message-key.js';
import type { Day } from '../../domain/day.js';
import { agencyFinder, matchMessages } from '../../domain/register/match-axis.js';
import type { AxisFacts, MatchedMessage } from '../../domain/register/match-axis.js';
import { ok, refuse } from '../../domain/result.js';
import type { SignedFile } from '../../domain/signed-file.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ActResult } from '../act-result.js';
import { waitingUploads } from '../collection/upload.js';
import { registerFacts } from '../obligation/incoming-register.js';
import { answerable, organsOf } from './own-documents.js';
import type { AnswerableDocument } from './own-documents.js';

/** A message that waits for the act that takes it. */
export interface WaitingMessage extends KeptMessage {
  readonly uploadId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly key: string;
}

/** Keeps what an .edxml file says, its files beside, until an act takes it; what none takes within an hour is purged. */
export async function keepMessage(
  db: LedgerDb,
  { officeId, sender }: { readonly officeId: string; readonly sender: string },
  given: {
    readonly uploadId: string;
    readonly fileName: string;
    readonly sha256: string;
    readonly message: KeptMessage;
  },
): Promise<void> {
  await db
    .insertInto('upload')
    .values({
      office_id: officeId,
      id: given.uploadId,
      sender,
      sha256: given.sha256,
      taken_at: null,
      file_name: given.fileName,
      axis: JSON.stringify(given.message),
    })
    .execute();
}

/** A report as it was matched, with the message it came in. */
export type MatchedReport = MatchedMessage & { readonly message: WaitingMessage };

/** A status as it was matched. */
export interface MatchedStatus extends StatusMatch<AnswerableDocument> {
  readonly message: WaitingMessage;
  readonly said: AxisStatus;
  /** Recorded before. */
  readonly isTaken: boolean;
}

export interface MessageMatches {
  readonly facts: AxisFacts;
  readonly reports: readonly MatchedReport[];
  readonly statuses: readonly MatchedStatus[];
  readonly agencyOf: ReadonlyMap<string, string>;
}

/** What messages kept by a person are: reports for a cycle, statuses for any paper or plan; nothing is changed. */
export async function messageMatches(
  db: LedgerDb,
  { officeId, sender }: { readonly officeId: string; readonly sender: string },
  {
    cycleId,
    arrivedOn,
    uploadIds,
  }: { readonly cycleId: string; readonly arrivedOn: Day; readonly uploadIds: readonly string[] },
): ActResult<MessageMatches> {
  const register = await registerFacts(db, officeId, cycleId);
  if (register === null) return refuse('NOT_FOUND');
  const messages = await waitingMessages(db, { officeId, sender, uploadIds });
  if (messages === null) return refuse('SIGNED_FILE_GONE');
  const organs = await organsOf(db, officeId);
  const documents = await answerable(db, { officeId }, organs);
  const { planId } = await db
    .selectFrom('cycle')
    .select('plan_id as planId')
    .where('office_id', '=', officeId)
    .where('id', '=', cycleId)
    .executeTakeFirstOrThrow();
  const facts: AxisFacts = {
    ...register,
    organs: organs.agencies,
    own: documents.filter(
      (one) => one.planId === planId && (one.cycleId === null || one.cycleId === cycleId),
    ),
  };
  const taken = await takenKeys(
    db,
    officeId,
    messages.map(({ key }) => key),
  );
  const signed = await signedFiles(db, officeId, messages);
  const brought = messages.flatMap((message) =>
    message.said.kind === 'status' ? [] : [{ message, head: message.said }],
  );
  const matched = matchMessages(
    brought.map(({ message, head }) => ({
      head,
      signed: signed.get(message.files[0]?.uploadId ?? '') ?? null,
      files: message.files.length,
      isTaken: taken.has(message.key),
    })),
    { facts, arrivedOn },
  );
  const agencyOfSender = agencyFinder(facts);
  const names = new Map(facts.agencies.map(({ id, name }) => [id, name]));
  return ok({
    facts,
    reports: brought.flatMap(({ message }, n) => {
      const one = matched[n];
      return one === undefined ? [] : [{ ...one, message }];
    }),
    statuses: messages.flatMap((message) => {
      const { said } = message;
      if (said.kind !== 'status') return [];
      const isTaken = taken.has(message.key);
      const found = matchStatus(said, documents);
      const agencyIds = found.document?.paper?.agencyIds ?? [];
      // A letter is acknowledged or refused by those to whom it went; of others a person looks.
      const isReceiver =
        agencyIds.length === 0 || agencyIds.includes(agencyOfSender(said.from) ?? '');
      const verdict = found.verdict === 'sure' && !isReceiver ? 'doubtful' : found.verdict;
      return [{ ...found, verdict, message, said, isTaken }];
    }),
    agencyOf: new Map(
      facts.awaited.map(({ obligationId, agencyId }) => [obligationId, names.get(agencyId) ?? '']),
    ),
  });
}

/** The messages in the order asked; null when one of them does not wait. */
async function waitingMessages(
  db: LedgerDb,
  asked: Parameters<typeof waitingUploads>[1],
): Promise<readonly WaitingMessage[] | null> {
  const messages = (await waitingUploads(db, asked)).flatMap(
    ({ uploadId, file_name: fileName, sha256, axis }): readonly WaitingMessage[] => {
      if (axis === null) return [];
      const key = messageKey(axis.said, sha256);
      return [{ ...axis, uploadId, fileName: fileName ?? '', sha256, key }];
    },
  );
  return messages.length === asked.uploadIds.length ? messages : null;
}

async function takenKeys(
  db: LedgerDb,
  officeId: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('axis_message')
    .select('key')
    .where('office_id', '=', officeId)
    .where('key', '=', sql<string>`any(${[...keys]}::text[])`)
    .execute();
  return new Set(rows.map(({ key }) => key));
}

/** What the first file of each message says of itself, by its upload. */
async function signedFiles(
  db: LedgerDb,
  officeId: string,
  messages: readonly WaitingMessage[],
): Promise<ReadonlyMap<string, SignedFile>> {
  const ids = messages.flatMap(({ files }) => files[0]?.uploadId ?? []);
  const rows = await db
    .selectFrom('upload')
    .select(['id', 'signed'])
    .where('office_id', '=', officeId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.flatMap(({ id, signed }) => (signed === null ? [] : [[id, signed]])));
}
