import type { ConfirmationInput } from './answers.js';
import { daysIn } from './answers.js';
import type { Day } from './day.js';

/** A day that a person gives to a duty to which the plan gives none, until its end or until an hour of it. */
export interface SetDue {
  readonly date: Day;
  /** `14:00`; null: until the end of the day. */
  readonly time: string | null;
}

const CODE = 'due_set';

/** Under this name the day set for the duty at `index` is kept among the answers. */
export function setDueKey(index: number): string {
  return `${CODE}@obligations[${String(index)}].due`;
}

/** What such an answer, `14:00 05/7/2026` or the day alone, says; null when it says no day. */
export function setDueIn(answer: string): SetDue | null {
  const [date, another] = daysIn(answer);
  if (date === undefined || another !== undefined) return null;
  const hour = /^\s*(\d{1,2}):(\d{2})\s/u.exec(answer);
  if (hour === null) return { date, time: null };
  const time = `${(hour[1] ?? '').padStart(2, '0')}:${hour[2] ?? ''}`;
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(time) ? { date, time } : null;
}

/** The day that a person set for the duty at `index`; null when nobody did. */
export function setDueOf({ answers }: Pick<ConfirmationInput, 'answers'>, index: number) {
  return setDueIn(answers[setDueKey(index)] ?? '');
}

/** The days that a person set, by the duties they were set for. */
export function setDues({
  answers,
}: Pick<ConfirmationInput, 'answers'>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(answers).filter(([key]) => key.startsWith(`${CODE}@`)));
}

/** The first day set that is none, in the words given; null when all can be followed. */
export function unclearSetDue({ answers }: Pick<ConfirmationInput, 'answers'>): string | null {
  const given = Object.values(setDues({ answers }));
  return given.find((answer) => answer.trim() !== '' && setDueIn(answer) === null) ?? null;
}
