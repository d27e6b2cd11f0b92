import { z } from 'zod';
import { TEMPLATE_KINDS } from '../domain/paper-template.js';
import { PaperPagesShown } from './papers.js';
import { File, Nothing, route } from './route.js';
import { InstantText } from './values.js';

const Kind = z.enum(TEMPLATE_KINDS);

const TEMPLATE_UPLOAD = {
  maxBytes: 5 * 1024 * 1024,
  maxFiles: 1,
  required: true,
  accept: ['.docx'],
} as const;

/** A layout of the office's own, by kind of paper; null where the built-in one is used. */
const TemplatesView = z.object({
  templates: z.array(
    z.object({
      kind: Kind,
      own: z.object({ fileName: z.string(), since: InstantText }).nullable(),
    }),
  ),
});

const TemplateCheck = z.object({
  /** What keeps the file from being used, a sentence each. */
  problems: z.array(z.string()),
  /** An invented paper in this layout; null as long as it cannot be used. */
  pages: PaperPagesShown.nullable(),
});
export type TemplateCheck = z.infer<typeof TemplateCheck>;

const ofKind = z.object({ kind: Kind });

/** Routes of the layouts that an office has of its own for its papers. */
export const paperTemplateRoutes = {
  list: route('GET /api/paper-templates', { roles: 'staff', answer: TemplatesView }),
  /** Files with every field at its place, to begin with. */
  sampleLetter: route('GET /api/paper-templates/urgingLetter/sample', {
    roles: 'staff',
    answer: File,
  }),
  sampleReport: route('GET /api/paper-templates/consolidatedReport/sample', {
    roles: 'staff',
    answer: File,
  }),
  /** What would be found in it and how papers would look; keeps nothing. */
  check: route('POST /api/paper-templates/check', {
    roles: ['admin'],
    body: ofKind,
    upload: TEMPLATE_UPLOAD,
    answer: TemplateCheck,
  }),
  use: route('POST /api/paper-templates', {
    roles: ['admin'],
    body: ofKind,
    upload: TEMPLATE_UPLOAD,
    answer: Nothing,
  }),
  drop: route('DELETE /api/paper-templates', {
    roles: ['admin'],
    query: ofKind,
    answer: z.object({ sha256: z.string() }),
  }),
  /** Takes the dropping back: the layout that was in use is so again. */
  useAgain: route('POST /api/paper-templates/again', {
    roles: ['admin'],
    body: ofKind.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    answer: Nothing,
  }),
} as const;
