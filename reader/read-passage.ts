import type { PlanDraft, DraftDue, DraftObligation } from '../domain/schemas/plan-draft.js';
import { bodiesIn, runFrom } from './bodies.js';
import { partsOf } from './document-parts.js';
import type { DueContext } from './due-context.js';
import { decisive } from './due/decisive.js';
import { duePhrasesIn } from './due-phrases.js';
import { draftDue } from './facts/duty.js';
import { exceptedIn } from './facts/exceptions.js';
import { mergedObligations } from './facts/merging.js';
import { dutiesOf } from './facts/obligations.js';
import { sendingOf } from './facts/sending.js';
import { joined } from './passage.js';
import type { Passage } from './passage.js';
import { isRegulation, SHIPPED_SETTINGS } from './read.js';

/** What one passage says of a duty, as far as it says it: what it does not say is empty. */
export type PassageReading = Pick<
  DraftObligation,
  'what' | 'owedBy' | 'except' | 'recipients' | 'via' | 'binding' | 'due'
> & {
  /** The ways of sending, in its words. */
  readonly channel: string;
};

/** What the rest of the document tells a passage of it. */
type Around = Pick<PlanDraft, 'document' | 'window' | 'period'>;

/** A person points at no more than a paragraph; a longer passage is read up to here, in UTF-16 units. */
const LONGEST = 4_000;

/**
 * What the reader's own grammar makes of a passage that a person points at, be it a sentence, an item or a
 * row: its duty where it states one, else whatever bodies, receivers and due phrase stand in it.
 */
export function readPassage(text: string, around: Around): PassageReading {
  const parts = partsOf(text.slice(0, LONGEST));
  const [duty] = mergedObligations(
    dutiesOf({
      parts,
      context: contextOf(around),
      deadline: SHIPPED_SETTINGS,
      issuer: around.document.issuer,
      subjectEnd: 0,
    }),
  ).obligations;
  const words = wordsIn(parts.source, joined(parts.blocks.map(({ passage }) => passage)), around);
  if (duty === undefined) return words;
  return {
    what: duty.what,
    owedBy: duty.owedBy.length > 0 ? duty.owedBy : words.owedBy,
    except: duty.except,
    recipients: duty.recipients,
    via: duty.via,
    channel: duty.channels.map((channel) => channel.text).join(' hoặc '),
    binding: duty.binding,
    due: duty.due.boundary === 'none' ? words.due : duty.due,
  };
}

/** What the reader makes of a due phrase as a person types it: "trước ngày 05/7/2026", "ngày 20 hằng tháng"; `none` when it makes nothing. */
export function readPhrase(phrase: string, around: Around): DraftDue {
  const passage = joined(partsOf(phrase.slice(0, LONGEST)).blocks.map((block) => block.passage));
  return dueIn(passage, around);
}

/** What is sent, by the first word of it; a report where none is named. */
const SENT: readonly (readonly [RegExp, PassageReading['what']])[] = [
  [/(?<!\p{L})(?:danh sách|danh mục|đăng ký|phiếu|hồ sơ)(?!\p{L})/u, 'list'],
  [/(?<!\p{L})(?:xây dựng|ban hành|gửi) (?:kế hoạch|chương trình|phương án)(?!\p{L})/u, 'plan'],
];
/** Behind these words stand those who receive. */
const TO = /(?:về|gửi|cho|đến|tới|qua|lên|báo cáo|trình)(?: [\p{Ll}]+)?\s*$/u;

function wordsIn(source: string, passage: Passage, around: Around): PassageReading {
  const bodies = bodiesIn(passage);
  const isTo = bodies.map(({ start }) => TO.test(passage.key.slice(0, start)));
  const first = isTo.indexOf(false);
  const owners = first === -1 ? [] : runFrom(passage, bodies, first);
  const receiver = bodies.findIndex(
    (body, index) => isTo[index] === true && !owners.includes(body),
  );
  const sending = sendingOf(source, passage);
  return {
    what: SENT.find(([words]) => words.test(passage.key))?.[1] ?? 'report',
    owedBy: owners.map(({ name }) => name),
    except: exceptedIn(passage, passage.text.length).map(({ name }) => name),
    recipients: receiver === -1 ? [] : runFrom(passage, bodies, receiver).map(({ name }) => name),
    via: sending.via,
    channel: sending.channels.map((channel) => channel.text).join(' hoặc '),
    binding: !/(?<!\p{L})đề nghị(?!\p{L})/u.test(passage.key),
    due: dueIn(passage, around),
  };
}

function dueIn(passage: Passage, around: Around): DraftDue {
  const found = decisive(duePhrasesIn(passage.key, contextOf(around)));
  return draftDue(passage, 0, found, SHIPPED_SETTINGS);
}

function contextOf({ document, window, period }: Around): DueContext {
  const day = window?.from ?? document.issuedOn;
  return {
    planYear: period?.fromYear ?? (day === null ? null : Number(day.slice(0, 4))),
    windowEnd: window?.to ?? null,
    issuedOn: document.issuedOn,
    isStanding: isRegulation(document.number),
    calendar: SHIPPED_SETTINGS.calendar,
  };
}
