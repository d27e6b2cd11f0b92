import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import type { Span } from './segments.js';

/** Every span of the text something was read from. */
export function allEvidence(draft: PlanDraft): readonly Span[] {
  const found: Span[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    if (isSpan(value)) {
      found.push({ start: value.start, end: value.end });
      return;
    }
    Object.values(value).forEach(visit);
  };
  // What was not read is marked when a person asks for it.
  visit({ ...draft, unread: [] });
  return found;
}

/**
 * The spans that bear on a place of the draft such as `obligations[1].due` or `document.number`:
 * those of the thing itself, else of what holds it; empty when the text says nothing of it.
 */
export function evidenceAbout(draft: PlanDraft, about: string): readonly Span[] {
  const steps = about.split(/[.[\]]+/).filter((step) => step !== '');
  let here: unknown = draft;
  let best: readonly Span[] = [];
  for (const step of steps) {
    if (typeof here !== 'object' || here === null) break;
    const holder = here as Readonly<Record<string, unknown>>;
    const named = spansOf(childOf(holder['evidence'], step));
    here = holder[step];
    const own = [
      ...(isSpan(here) ? spansOf(here) : []),
      ...spansOf(childOf(here, 'evidence')),
      ...spansOf(childOf(here, 'alsoAt')),
    ];
    if (named.length > 0) best = named;
    if (own.length > 0) best = own;
  }
  return best;
}

/** The place of the duty that was read at a place of the text; null where none was. */
export function dutyAt({ obligations }: PlanDraft, place: number): string | null {
  const index = obligations.findIndex(({ evidence, alsoAt }) =>
    [evidence, ...alsoAt].some(({ start, end }) => start <= place && place < end),
  );
  return index < 0 ? null : `obligations[${String(index)}]`;
}

function childOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function spansOf(value: unknown): readonly Span[] {
  if (Array.isArray(value)) return value.flatMap(spansOf);
  return isSpan(value) ? [{ start: value.start, end: value.end }] : [];
}

function isSpan(value: unknown): value is Span {
  return (
    typeof childOf(value, 'start') === 'number' &&
    typeof childOf(value, 'end') === 'number' &&
    typeof childOf(value, 'text') === 'string'
  );
}
