import { alikeWords } from './alike-texts.js';
import { figureSentences } from './phrases.js';
import type { Totals } from './phrases.js';
import { romanNumeral } from './roman-numeral.js';
import type { FormDefinition } from './schemas/form-definition.js';

/** A paragraph of a consolidated report, with what it was made of. */
export interface ReportParagraph {
  /** Printed behind it: who wrote it, or how many; empty for none. */
  readonly agency: string;
  readonly text: string;
  /** What it is known by when figures are refreshed; absent: a person's own, or from before ids. */
  readonly id?: string;
  readonly from?: 'figures' | 'agencies';
  readonly agencies?: readonly string[];
  /** As it was made; a person's hand shows by the difference. Null: what it was made of is gone. */
  readonly made?: string | null;
  /** Ids of paragraphs that a person put together with it: their agencies stand behind it too. */
  readonly also?: readonly string[];
}

export interface ReportSectionText {
  readonly heading: string;
  /** The section of the form. */
  readonly key?: string;
  readonly paragraphs: readonly ReportParagraph[];
  /** Paragraphs that a person took out: they do not come back. */
  readonly left?: readonly string[];
}

/** What a refresh changed of the text a person has before the eyes. */
export interface TextChange {
  readonly heading: string;
  /** `changed`: replaced; `sourceChanged`: a person's words stay, what they were written on is another; `sourceGone`. */
  readonly what: 'added' | 'changed' | 'gone' | 'sourceChanged' | 'sourceGone';
  readonly before: string | null;
  readonly after: string | null;
}

/** What agencies wrote of one section. */
export interface WordsOfAgency {
  readonly agency: string;
  readonly narrative: Readonly<Record<string, string>>;
}

/** The text that figures and agencies' words make: each section opens with the sentences of its figures. */
export function madeText(
  form: FormDefinition,
  {
    totals,
    before,
    approximate = new Set(),
    words,
  }: {
    readonly totals: Totals;
    readonly before: Totals;
    /** Codes of totals that are not exact. */
    readonly approximate?: ReadonlySet<string>;
    readonly words: readonly WordsOfAgency[];
  },
): readonly ReportSectionText[] {
  const sentences = figureSentences(form, { totals, before, approximate });
  return form.sections.map(({ key, heading }, index) => {
    const said = words.flatMap(({ agency, narrative }) => {
      const text = narrative[key]?.trim() ?? '';
      return text === '' ? [] : [{ agency, text }];
    });
    return {
      heading: `${romanNumeral(index + 1)}. ${heading}`,
      key,
      paragraphs: [
        ...sentences
          .filter(({ section }) => section === key)
          .map(({ id, text }): ReportParagraph => ({
            agency: '',
            text,
            id,
            from: 'figures',
            made: text,
          })),
        ...alikeWords(said).map(({ id, text, agencies }): ReportParagraph => ({
          agency: sayers(agencies),
          text,
          id,
          from: 'agencies',
          agencies,
          made: text,
        })),
      ],
    };
  });
}

/** Who says a paragraph: one by name, several by their number. */
export function sayers(agencies: readonly string[]): string {
  const [only = ''] = agencies;
  return agencies.length <= 1
    ? only
    : `${String(agencies.length).padStart(2, '0')} cơ quan, đơn vị`;
}

/**
 * A text made anew under what a person has done to the one before: their own paragraphs, words, order,
 * headings and omissions stay; what nobody touched is replaced; what is new stands at the end of its section.
 */
export function refreshedText(
  before: readonly ReportSectionText[],
  made: readonly ReportSectionText[],
): { readonly sections: readonly ReportSectionText[]; readonly changes: readonly TextChange[] } {
  const changes: TextChange[] = [];
  const byKey = new Map(
    made.flatMap((section) => (section.key === undefined ? [] : [[section.key, section]])),
  );
  const kept = before.map((section) => {
    const fresh = section.key === undefined ? undefined : byKey.get(section.key);
    return refreshedSection(section, fresh?.paragraphs ?? [], changes);
  });
  const present = new Set(before.map(({ key }) => key));
  return { sections: [...kept, ...made.filter(({ key }) => !present.has(key))], changes };
}

function refreshedSection(
  section: ReportSectionText,
  fresh: readonly ReportParagraph[],
  changes: TextChange[],
): ReportSectionText {
  const { heading, left = [] } = section;
  const found = pairsOf(section.paragraphs, fresh);
  const taken = new Set(found.values());
  const paragraphs = section.paragraphs.flatMap((paragraph) => {
    if (paragraph.from === undefined) return [paragraph];
    const now = found.get(paragraph);
    const isTouched = paragraph.text !== (paragraph.made ?? null);
    if (now === undefined) {
      const what = isTouched ? ('sourceGone' as const) : ('gone' as const);
      if (paragraph.made !== null)
        changes.push({ heading, what, before: paragraph.text, after: null });
      return isTouched ? [{ ...paragraph, made: null, agencies: [] }] : [];
    }
    const isOther = now.made !== paragraph.made;
    if (isOther) {
      const what = isTouched ? ('sourceChanged' as const) : ('changed' as const);
      changes.push({ heading, what, before: paragraph.text, after: now.text });
    }
    if (!isTouched) return [now];
    const { also = [] } = paragraph;
    if (also.length === 0) return [{ ...now, text: paragraph.text }];
    const { agency, text } = paragraph;
    return [{ ...now, agency, text, also, agencies: agenciesOf([now, ...withIds(fresh, also)]) }];
  });
  const news = fresh.filter(
    (paragraph) => !taken.has(paragraph) && !left.includes(paragraph.id ?? ''),
  );
  for (const { text } of news) changes.push({ heading, what: 'added', before: null, after: text });
  // Sentences of figures go before what agencies say, wherever a person has put the rest.
  const lastFigure = paragraphs.findLastIndex(({ from }) => from === 'figures') + 1;
  const figures = news.filter(({ from }) => from === 'figures');
  const said = news.filter(({ from }) => from !== 'figures');
  return {
    ...section,
    paragraphs: [
      ...paragraphs.slice(0, lastFigure),
      ...figures,
      ...paragraphs.slice(lastFigure),
      ...said,
    ],
  };
}

function withIds(
  paragraphs: readonly ReportParagraph[],
  ids: readonly string[],
): readonly ReportParagraph[] {
  return paragraphs.filter(({ id }) => id !== undefined && ids.includes(id));
}

function agenciesOf(paragraphs: readonly ReportParagraph[]): readonly string[] {
  return [...new Set(paragraphs.flatMap(({ agencies = [] }) => agencies))];
}

/** Which new paragraph each old one has become: by its id, else where most of its agencies now stand. */
function pairsOf(
  before: readonly ReportParagraph[],
  fresh: readonly ReportParagraph[],
): ReadonlyMap<ReportParagraph, ReportParagraph> {
  const pairs = new Map<ReportParagraph, ReportParagraph>();
  const open = new Set(fresh);
  for (const paragraph of before) {
    const same = fresh.find((one) => one.id === paragraph.id && open.has(one));
    if (paragraph.id === undefined || same === undefined) continue;
    pairs.set(paragraph, same);
    open.delete(same);
  }
  for (const paragraph of before) {
    const { agencies = [] } = paragraph;
    if (pairs.has(paragraph) || agencies.length === 0) continue;
    const shares = [...open].map((one) => ({
      one,
      n: one.agencies?.filter((agency) => agencies.includes(agency)).length ?? 0,
    }));
    const best = shares.reduce((a, b) => (b.n > a.n ? b : a), { one: paragraph, n: 0 });
    if (best.n * 2 < agencies.length || best.n === 0) continue;
    pairs.set(paragraph, best.one);
    open.delete(best.one);
  }
  return pairs;
}

/** A paragraph as a page gives it back; its id says which one it was. */
export interface GivenSection {
  readonly heading: string;
  readonly key?: string | undefined;
  readonly paragraphs: readonly {
    readonly agency: string;
    readonly text: string;
    readonly id?: string | undefined;
    readonly also?: readonly string[] | undefined;
  }[];
}

/**
 * The text as a person has left it: what each paragraph was made of is ours to say, not the page's. `made`
 * is all that could stand in it, so that what was left out can be taken back.
 */
export function editedText(
  kept: readonly ReportSectionText[],
  given: readonly GivenSection[],
  made: readonly ReportSectionText[] = [],
): readonly ReportSectionText[] {
  const known = new Map(
    [...made, ...kept]
      .flatMap(({ paragraphs }) => paragraphs)
      .map((paragraph) => [paragraph.id, paragraph]),
  );
  return given.map(({ heading, key, paragraphs }, index) => {
    const before = kept.find((one) => one.key !== undefined && one.key === key) ?? kept[index];
    const mine = paragraphs.map(({ id, agency, text, also = [] }): ReportParagraph => {
      const source = id === undefined ? undefined : known.get(id);
      if (source === undefined) return { agency, text };
      const { also: _before, ...rest } = source;
      const joined = also.flatMap((one) => known.get(one) ?? []);
      if (joined.length === 0) return { ...rest, agency, text };
      return { ...rest, agency, text, also, agencies: agenciesOf([source, ...joined]) };
    });
    const present = new Set(given.flatMap((one) => one.paragraphs.map(({ id }) => id)));
    const gone = before?.paragraphs.flatMap(({ id }) =>
      id === undefined || present.has(id) ? [] : [id],
    );
    const left = [...new Set([...(before?.left ?? []), ...(gone ?? [])])].filter(
      (id) => !present.has(id),
    );
    const sectionKey = key ?? before?.key;
    return {
      heading,
      ...(sectionKey === undefined ? {} : { key: sectionKey }),
      paragraphs: mine,
      ...(left.length === 0 ? {} : { left }),
    };
  });
}

/** What one text has that another has not, as changes from the first to the second. */
export function textDifference(
  from: readonly ReportSectionText[],
  to: readonly ReportSectionText[],
): readonly TextChange[] {
  const open = new Set(from);
  const changes: TextChange[] = [];
  for (const section of to) {
    const before = [...open].find((one) =>
      section.key === undefined ? one.heading === section.heading : one.key === section.key,
    );
    if (before !== undefined) open.delete(before);
    const { heading } = section;
    const gone = [...(before?.paragraphs ?? [])];
    const fresh = section.paragraphs.filter(({ text }) => {
      const at = gone.findIndex((one) => one.text === text);
      if (at >= 0) gone.splice(at, 1);
      return at < 0;
    });
    for (const { id, text } of fresh) {
      const at = id === undefined ? -1 : gone.findIndex((one) => one.id === id);
      const old = at < 0 ? undefined : gone.splice(at, 1)[0];
      const what = old === undefined ? ('added' as const) : ('changed' as const);
      changes.push({ heading, what, before: old?.text ?? null, after: text });
    }
    for (const { text } of gone) changes.push({ heading, what: 'gone', before: text, after: null });
  }
  for (const { heading, paragraphs } of open) {
    for (const { text } of paragraphs) {
      changes.push({ heading, what: 'gone', before: text, after: null });
    }
  }
  return changes;
}

/** What was made for a section and does not stand in it, by itself or within another: a person can take it back. */
export function leftOutOf(
  section: ReportSectionText,
  made: readonly ReportSectionText[],
): readonly ReportParagraph[] {
  const present = new Set(
    section.paragraphs.flatMap(({ id, also = [] }) => [...also, ...(id === undefined ? [] : [id])]),
  );
  const all = made.find(({ key }) => key !== undefined && key === section.key)?.paragraphs ?? [];
  return all.filter(({ id }) => id !== undefined && !present.has(id));
}

/** Which agency's words stand in which section, and which were left out; by agency. */
export function coverageOf(
  sections: readonly ReportSectionText[],
  words: readonly WordsOfAgency[],
): readonly {
  readonly agency: string;
  readonly used: readonly string[];
  readonly leftOut: readonly string[];
}[] {
  return words.map(({ agency, narrative }) => {
    const told = sections.filter(({ key }) => (narrative[key ?? '']?.trim() ?? '') !== '');
    const isUsed = ({ paragraphs }: ReportSectionText) =>
      paragraphs.some((one) => one.agencies?.includes(agency) === true || one.agency === agency);
    return {
      agency,
      used: told.filter(isUsed).map(({ heading }) => heading),
      leftOut: told.filter((section) => !isUsed(section)).map(({ heading }) => heading),
    };
  });
}
