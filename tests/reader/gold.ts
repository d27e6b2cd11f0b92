import { z } from 'zod';
import {
  boundary,
  channel,
  obligation,
  questionCode,
  recurrence,
  target,
  warningCode,
  type DraftObligation,
  type Evidence,
  type PlanDraft,
} from '../../domain/schemas/plan-draft.js';
import { fold } from '../../domain/fold.js';

/** A body as printed; "a|b" where more than one way of quoting it is right. */
const bodyName = z.string();

const days = z.strictObject({ from: z.iso.date(), to: z.iso.date() });

const goldDue = z.strictObject({
  boundary: boundary.optional(),
  date: z.iso.date().nullable().optional(),
  time: z.string().nullable().optional(),
  recurrence: z.array(recurrence.partial()).nullable().optional(),
  remindTargetAt: z.string().nullable().optional(),
  overdueAt: z.string().nullable().optional(),
});

const goldObligation = z.strictObject({
  what: obligation.shape.what,
  owedBy: z.array(bodyName).optional(),
  recipients: z.array(bodyName).optional(),
  via: bodyName.nullable().optional(),
  consolidator: bodyName.nullable().optional(),
  channels: z.array(channel.shape.kind).optional(),
  binding: z.boolean().optional(),
  /** A clerk may list it or leave it: told of another document's demand. */
  perhaps: z.boolean().optional(),
  due: goldDue,
});

/**
 * What a clerk reads out of one document. A key that is left out is left open; of the duties, every
 * dated or recurring one must be in the list, and every other too where `noOtherDuty` says so.
 */
export const goldFacts = z.strictObject({
  document: z.strictObject({
    type: z.string().nullable().optional(),
    number: z.string().nullable().optional(),
    issuer: bodyName.nullable().optional(),
    place: z.string().nullable().optional(),
    issuedOn: z.iso.date().nullable().optional(),
    signer: z
      .strictObject({
        capacity: z.string().nullable().optional(),
        position: z.string().nullable().optional(),
        name: z.string().nullable().optional(),
      })
      .nullable()
      .optional(),
  }),
  window: days.nullable().optional(),
  period: z.strictObject({ fromYear: z.int(), toYear: z.int() }).nullable().optional(),
  obligations: z.array(goldObligation),
  noOtherDuty: z.boolean().optional(),
  agencies: z.array(z.strictObject({ name: bodyName, binding: z.boolean() })).optional(),
  notAgencies: z.array(bodyName).optional(),
  targets: z.array(target.omit({ subject: true, evidence: true }).partial()).optional(),
  events: z.array(days).optional(),
  asked: z.array(questionCode).optional(),
  notAsked: z.array(questionCode).optional(),
  warned: z.array(warningCode).optional(),
  notWarned: z.array(warningCode).optional(),
  noDates: z.array(z.iso.date()).optional(),
});

type GoldFacts = z.infer<typeof goldFacts>;
type GoldObligation = z.infer<typeof goldObligation>;

/** One line for each fact the draft has otherwise than the gold. */
export function mismatches(gold: GoldFacts, draft: PlanDraft): string[] {
  return [
    ...differing('document', gold.document, draft.document),
    ...differing('window', { days: gold.window }, { days: within(draft.window, gold.window) }),
    ...differing('period', { years: gold.period }, { years: within(draft.period, gold.period) }),
    ...duties(gold, draft.obligations),
    ...agencies(gold, draft),
    ...listed('target', gold.targets, draft.targets),
    ...listed('event', gold.events, draft.events),
    ...codes('question', gold.asked, gold.notAsked, draft.questions),
    ...codes('warning', gold.warned, gold.notWarned, draft.warnings),
    ...(gold.noDates ?? []).flatMap((date) =>
      draft.obligations
        .filter(({ due }) => due.date === date)
        .map(({ due }) => `no due may fall on ${date}: got ${show(due.phrase)}`),
    ),
  ];
}

/** Every span of a draft, at any depth. */
export function evidenceIn(value: unknown): Evidence[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.values(value).flatMap(evidenceIn);
  return 'start' in value && 'end' in value ? [value as Evidence, ...found] : found;
}

function duties(gold: GoldFacts, drafted: readonly DraftObligation[]): string[] {
  const left = [...drafted];
  const lines = gold.obligations.flatMap((wanted) => {
    const scored = left
      .filter(({ what }) => what === wanted.what)
      .map((found) => ({ found, wrong: dutyDifferences(wanted, found) }))
      .sort((one, other) => weight(one.wrong) - weight(other.wrong));
    const best = scored[0];
    if (best === undefined || best.wrong.some((line) => /\.due\.(?:date|recurrence):/u.test(line)))
      return wanted.perhaps === true ? [] : [`missing duty: ${show(wanted)}`];
    left.splice(left.indexOf(best.found), 1);
    return best.wrong;
  });
  const others = left.filter(
    ({ due }) => gold.noOtherDuty === true || due.date !== null || due.recurrence !== null,
  );
  return [
    ...lines,
    ...others.map(
      ({ what, owedBy, recipients, due, evidence }) =>
        `duty not in the gold: ${show({ what, owedBy, recipients, phrase: due.phrase, date: due.date, recurrence: due.recurrence, said: evidence.text })}`,
    ),
  ];
}

/** The due counts first when a drafted duty is looked for. */
const weight = (lines: readonly string[]) =>
  lines.reduce((sum, line) => sum + (line.includes('.due.') ? 10 : 1), 0);

function dutyDifferences(wanted: GoldObligation, found: DraftObligation): string[] {
  const { due, perhaps: _, ...rest } = wanted;
  const name = `${wanted.what} ${show(due.date ?? due.recurrence ?? due.boundary)}`;
  return [
    ...differing(name, rest, { ...found, channels: found.channels.map(({ kind }) => kind) }),
    ...differing(`${name}.due`, due, {
      ...found.due,
      recurrence: narrowed(found.due.recurrence, due.recurrence),
    }),
  ];
}

/** Of the drafted rules, the keys the gold names; the others are left open. */
function narrowed(
  found: DraftObligation['due']['recurrence'],
  wanted: z.infer<typeof goldDue>['recurrence'],
): unknown {
  return found?.map((rule, index) => within(rule, wanted?.[index])) ?? null;
}

function within(found: object | null, wanted: object | null | undefined): unknown {
  if (found === null || wanted === null || wanted === undefined) return found;
  return Object.fromEntries(
    Object.keys(wanted).map((key) => [key, (found as Record<string, unknown>)[key]]),
  );
}

function agencies(gold: GoldFacts, draft: PlanDraft): string[] {
  const missing = (gold.agencies ?? []).flatMap(({ name, binding }) => {
    const row = draft.agencies.find((agency) => same(name, agency.name));
    if (row === undefined) return [`agency missing: ${name}`];
    return row.binding === binding ? [] : [`agency ${name}: binding expected ${binding}`];
  });
  const wrong = (gold.notAgencies ?? [])
    .filter((name) => draft.agencies.some((agency) => same(name, agency.name)))
    .map((name) => `no agency of the plan: ${name}`);
  return [...missing, ...wrong];
}

/** Lists that must be there in full, compared by the keys the gold names. */
function listed(
  what: string,
  wanted: readonly object[] | undefined,
  found: readonly object[],
): string[] {
  if (wanted === undefined) return [];
  const left = [...found];
  const missing = wanted.filter((one) => {
    const index = left.findIndex((other) => differing('', one, other).length === 0);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [
    ...missing.map((one) => `${what} missing: ${show(one)}`),
    ...left.map((one) => `${what} not in the gold: ${show(one)}`),
  ];
}

function codes(
  kind: string,
  wanted: readonly string[] = [],
  unwanted: readonly string[] = [],
  found: readonly { code: string; about: string }[],
): string[] {
  const has = (code: string) => found.some((one) => one.code === code);
  return [
    ...wanted.filter((code) => !has(code)).map((code) => `${kind} missing: ${code}`),
    ...unwanted.filter(has).map((code) => `${kind} not called for: ${code}`),
  ];
}

function differing(where: string, wanted: object, found: object): string[] {
  return Object.entries(wanted).flatMap(([key, value]: [string, unknown]) => {
    const got = (found as Record<string, unknown>)[key];
    if (value === undefined || agree(value, got)) return [];
    return [`${where}.${key}: expected ${show(value)}, got ${show(got)}`];
  });
}

function agree(wanted: unknown, got: unknown): boolean {
  if (typeof wanted === 'string' && typeof got === 'string') return same(wanted, got);
  if (Array.isArray(wanted) && Array.isArray(got))
    return (
      wanted.length === got.length &&
      wanted.every((one) => got.some((other: unknown) => agree(one, other)))
    );
  if (typeof wanted === 'object' && wanted !== null && typeof got === 'object' && got !== null)
    return differing('', wanted, got).length === 0;
  return wanted === got;
}

/** Names agree whatever their case, tone placement or the short form of the committee. */
function same(wanted: string, got: string): boolean {
  const plain = (text: string) =>
    fold(text).replaceAll(fold('Ủy ban nhân dân'), 'ubnd').replace(/\s+/gu, ' ').trim();
  return wanted.split('|').some((way) => plain(way) === plain(got));
}

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
