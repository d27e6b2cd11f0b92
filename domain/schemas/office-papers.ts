import { z } from 'zod';

const Line = z.string().trim().max(200);

/** What stands on the papers of an office wherever a plan does not say it; an empty text: not set. */
export const OfficePapers = z
  .object({
    letterSymbol: Line.default(''),
    reportSymbol: Line.default(''),
    proposalSymbol: Line.default(''),
    /** To whom letters are reported, a line of Nơi nhận each. */
    leaders: z.array(Line).max(20).readonly().default([]),
    /** What follows "Lưu:". */
    archive: Line.default(''),
  })
  .readonly();

export type OfficePapers = z.infer<typeof OfficePapers>;
