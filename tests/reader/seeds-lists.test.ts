import { describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import { fold } from '../../domain/fold.js';
import { readBytes } from '../../reader/main.js';
import { describeWith, found } from '../support/probe.js';
import { SEED_LISTS } from './seeds-golden.js';

const folder = found('seeds') ?? '';

/** A body as a golden list writes it: name, then `*` for a group, `?` for one that is asked, then its role. */
const bodies = (draft: PlanDraft) =>
  draft.agencies.map(({ name, group, binding, role }) =>
    [fold(name), group ? '*' : '', binding ? '' : '?', role ?? ''].filter(Boolean).join(' '),
  );

/** A duty in one line: what, who owes, to whom, through whom, who merges, how the due phrase bounds which day. */
const duties = (draft: PlanDraft) =>
  draft.obligations.map(({ what, owedBy, recipients, via, consolidator, due }) =>
    [
      what,
      owedBy.join(' + '),
      recipients.join(' + '),
      via ?? '',
      consolidator ?? '',
      `${due.boundary} ${due.date ?? ''}`.trim(),
    ]
      .map(fold)
      .join(' | '),
  );

/** Nơi nhận in order, the drafter's initials of its last line left out. */
const distribution = (draft: PlanDraft) => {
  const entries = draft.document.distribution.map(fold);
  expect(entries.at(-1)).toMatch(/^lưu: vt/u);
  return entries.slice(0, -1);
};

const questions = (draft: PlanDraft) =>
  draft.questions.map(({ code, about }) => `${code} ${about}`);

describeWith('seeds', 'the lists of the seed plans in ../shared/seeds, in order of print', () => {
  describe.each(SEED_LISTS)('$seed', ({ seed, ...expected }) => {
    test('the bodies with what binds them and their roles', async () => {
      expect(bodies(await draftOf(seed))).toEqual(expected.bodies);
    });

    test('the duties, each once', async () => {
      expect(duties(await draftOf(seed))).toEqual(expected.duties);
    });

    test('whom it goes to, and who signs', async () => {
      const draft = await draftOf(seed);
      expect(distribution(draft)).toEqual(expected.distribution);
      expect(draft.document.signer?.position ?? null).toBe(expected.signs);
      // Names of persons stay out of this file: a signer has one of three words.
      expect(draft.document.signer?.name?.split(' ').length ?? 0).toBe(
        expected.signs === null ? 0 : 3,
      );
    });

    test('what it rests on', async () => {
      const { legalBases } = (await draftOf(seed)).document;
      expect(legalBases.map(({ citation, date }) => `${citation} ${date ?? ''}`.trim())).toEqual(
        expected.bases,
      );
    });

    test('what it asks', async () => {
      expect(questions(await draftOf(seed))).toEqual(expected.questions);
    });
  });
});

async function draftOf(seed: string): Promise<PlanDraft> {
  const name = readdirSync(folder).find((file) => file.startsWith(seed))!;
  return (await readBytes({ name, bytes: readFileSync(join(folder, name)) })).draft;
}
