import type { FormDefinition } from './schemas/form-definition.js';
import type { ReportContent } from './schemas/report-content.js';

/** A report has two halves: the signed document, and the figures with what is told beside them. */
export type Half = 'document' | 'figures';

/** Which halves a duty asks for. */
export type HalvesAsked = 'both' | Half;

/** What a form asks for: without figures the document is all; else both, unless the form says that one is enough. */
export function halvesAsked({
  halves,
  indicators,
}: Pick<FormDefinition, 'indicators'> & {
  readonly halves?: FormDefinition['halves'];
}): HalvesAsked {
  return halves ?? (indicators.length === 0 ? 'document' : 'both');
}

/** Which halves a report brings: a signed document shows by its number or as a PDF. */
export function halvesBrought(
  content: Pick<ReportContent, 'figures' | 'nilCodes' | 'nil' | 'narrative' | 'documentNumber'> & {
    readonly attachments: readonly { readonly contentType: string }[];
  },
): readonly Half[] {
  const { figures, nilCodes, nil, narrative, documentNumber, attachments } = content;
  const hasDocument =
    (documentNumber ?? '').trim() !== '' ||
    attachments.some(({ contentType }) => contentType === 'application/pdf');
  const hasFigures =
    nil ||
    nilCodes.length > 0 ||
    Object.keys(figures).length > 0 ||
    Object.values(narrative).some((text) => text.trim() !== '');
  return [
    ...(hasDocument ? ['document' as const] : []),
    ...(hasFigures ? ['figures' as const] : []),
  ];
}

/** The half that is still to come after one that came; what came earlier, with a version sent back too, is here. */
export function missingHalfAfter(
  before: { readonly version: number; readonly missingHalf: Half | null },
  { asked, brings }: { readonly asked: HalvesAsked; readonly brings: readonly Half[] },
): Half | null {
  const wanted: readonly Half[] = asked === 'both' ? ['document', 'figures'] : [asked];
  return (
    wanted.find((half) => {
      const wasHere = before.version > 0 && before.missingHalf !== half;
      return !wasHere && !brings.includes(half);
    }) ?? null
  );
}
