import { createHash } from 'node:crypto';
import { readFile as readFileBytes, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { PlanDraft } from '../domain/schemas/plan-draft.js';
import { MOST_BYTES, extract } from './extract/extract.js';
import { allSheetRows, sheetRows } from './extract/sheet-rows.js';
import { readPlan } from './read.js';
import { UnreadableDocument } from './unreadable.js';

export { UnreadableDocument, type RefusalCode } from './unreadable.js';

/** A file as it was uploaded. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A draft with the extracted text that its evidence points into. */
export interface ReadDocument {
  readonly draft: PlanDraft;
  readonly text: string;
}

/** The plan draft of a file on disk; throws UnreadableDocument with a Vietnamese sentence. */
export async function readFile(path: string): Promise<PlanDraft> {
  const { draft } = await readBytes({ name: basename(path), bytes: await bytesOf(path) });
  return draft;
}

/** The plan draft and the text of an uploaded file; throws UnreadableDocument with a Vietnamese sentence. */
export async function readBytes({ name, bytes }: NamedBytes): Promise<ReadDocument> {
  const { text, extractor } = await extract(name, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { draft: readPlan({ text, file: basename(name), sha256, extractor }), text };
}

/** The cells of the first sheet of an `.xlsx`, row by row; null for what is none. */
export async function readSheet(bytes: Buffer): Promise<readonly (readonly string[])[] | null> {
  try {
    const rows = await sheetRows(bytes);
    return rows.length === 0 ? null : rows;
  } catch (error) {
    if (error instanceof UnreadableDocument) return null;
    throw error;
  }
}

/** The cells of every sheet of an `.xlsx`; null for what is none. */
export async function readWorkbook(
  bytes: Buffer,
): Promise<readonly (readonly (readonly string[])[])[] | null> {
  try {
    return await allSheetRows(bytes);
  } catch (error) {
    if (error instanceof UnreadableDocument) return null;
    throw error;
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) throw new UnreadableDocument('TOO_LARGE');
    return await readFileBytes(path);
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument('NOT_FOUND', error);
  }
}
