import { z } from 'zod';

const Tone = z.enum(['good', 'look', 'bad', 'open']);

/** A signed document laid beside what was said of it, as Vietnamese sentences. */
export const SignedCheck = z.object({
  verdict: Tone,
  findings: z.array(z.object({ tone: Tone, text: z.string() })),
});
export type SignedCheck = z.infer<typeof SignedCheck>;
