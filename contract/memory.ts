import { z } from 'zod';
import { AGENCY_KINDS } from '../domain/agency-kinds.js';
import { Nothing, route } from './route.js';
import { Id, InstantText } from './values.js';

const entry = {
  id: Id,
  /** As a document printed them. */
  words: z.string(),
  /** The plan that was corrected, who put it forward and when. */
  from: z.object({ plan: z.string(), by: z.string(), at: InstantText }),
};

/** What some words mean in one office. */
export const RememberedWords = z.discriminatedUnion('use', [
  z.object({
    ...entry,
    use: z.literal('owers'),
    owers: z.object({
      kinds: z.array(z.enum(AGENCY_KINDS)).readonly(),
      tags: z.array(z.string()).readonly(),
      agencyIds: z.array(z.string()).readonly(),
    }),
  }),
  z.object({ ...entry, use: z.literal('recipients'), names: z.array(z.string()).readonly() }),
]);

const means = { means: z.array(z.string()) };
export const OfficeMemoryList = z.object({
  entries: z.array(
    z.discriminatedUnion('use', [
      /** `means`: those it stands for today, by name. */
      RememberedWords.options[0].extend(means),
      RememberedWords.options[1].extend(means),
    ]),
  ),
});
export type OfficeMemoryList = z.infer<typeof OfficeMemoryList>;

export const memoryRoutes = {
  /** What corrections taught this office about the words of documents. */
  memory: route('GET /api/memory', { roles: ['officer', 'admin'], answer: OfficeMemoryList }),
  forget: route('DELETE /api/memory/:memoryId', {
    roles: ['officer', 'admin'],
    params: z.object({ memoryId: Id }),
    answer: Nothing,
  }),
  /** Takes the forgetting back: the words mean again what they meant. */
  rememberAgain: route('POST /api/memory/:memoryId/again', {
    roles: ['officer', 'admin'],
    params: z.object({ memoryId: Id }),
    answer: Nothing,
  }),
} as const;
