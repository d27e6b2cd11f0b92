import type { PaperContent } from '../../documents/paper-shapes.js';
import { shownDue } from '../../domain/amendment/shown-due.js';
import type { Day, Instant } from '../../domain/day.js';
import { formOf } from '../../domain/form-of.js';
import { letterCopies } from '../../domain/letter-copies.js';
import type { HeadChange } from '../../domain/paper-head.js';
import { headIn, isOwnPlan, issuerBlock, letterBasics } from './paper-context.js';
import { romanNumeral } from '../../domain/roman-numeral.js';
import type { LiveContent, PaperContext } from './paper-context.js';

/** What a letter keeps of its making. */
export interface LetterText {
  readonly countedAt: Instant;
  readonly names: readonly string[];
  /** One letter for all that prints no name. */
  readonly unnamed?: boolean;
  readonly head?: HeadChange;
}

/** What an extension notice keeps of its making. */
export interface ExtensionText {
  readonly granted: readonly { readonly agency: string; readonly until: Day }[];
  readonly head?: HeadChange;
}

/** What a guidance letter keeps of its making. */
export interface GuidanceText {
  readonly names: readonly string[];
  /** What personal links begin with. */
  readonly domain: string;
  readonly head?: HeadChange;
}

/** The letter to those who are late. */
export function urgingContent(text: LetterText, around: PaperContext): LiveContent {
  const { requirement } = around;
  return letter(text.names, text.head, around, ({ issuer, basics }) => ({
    kind: 'urgingLetter',
    letter: {
      ...basics,
      issuer,
      countedAt: text.countedAt,
      names: text.names,
      ...(text.unnamed === true ? { unnamed: true } : {}),
      newDueDay: null,
      channel: requirement.channel === '' ? '' : `qua ${requirement.channel}`,
    },
  }));
}

/** The letter to those who were given more time. */
export function extensionContent(text: ExtensionText, around: PaperContext): LiveContent {
  const names = text.granted.map(({ agency }) => agency);
  return letter(names, text.head, around, ({ issuer, basics }) => ({
    kind: 'extensionNotice',
    notice: { ...basics, issuer, granted: text.granted },
  }));
}

/** The letter that tells how to report. */
export function guidanceContent(text: GuidanceText, around: PaperContext): LiveContent {
  const { cycle, requirement, identity, planCode } = around;
  const form = formOf({ ...requirement, formDefinition: requirement.form_definition });
  return letter(text.names, text.head, around, ({ issuer, basics }) => ({
    kind: 'guidanceLetter',
    guidance: {
      ...basics,
      issuer,
      names: text.names,
      period:
        cycle.period_from === null || cycle.period_to === null
          ? null
          : { from: cycle.period_from, to: cycle.period_to },
      channel: requirement.channel,
      domain: text.domain,
      replyTo: identity.replyTo,
      code: planCode,
      outline: form.sections.map(({ heading, question }, index) => ({
        heading: `${romanNumeral(index + 1)}. ${heading}`,
        question,
      })),
      form: form.indicators.map(({ label, unit, secrecyNote }) => ({
        label,
        unit,
        note: secrecyNote ?? '',
      })),
    },
  }));
}

type Basics = ReturnType<typeof letterBasics> & { readonly duePhrase: string };

function letter(
  names: readonly string[],
  change: HeadChange | undefined,
  around: PaperContext,
  content: (made: { issuer: ReturnType<typeof issuerBlock>; basics: Basics }) => PaperContent,
): LiveContent {
  const { cycle, identity, office } = around;
  const { head, open } = headIn(around, {
    symbol: 'letter',
    addressees: names,
    distribution: letterCopies(identity.distribution, {
      office: office.papers,
      ownPlan: isOwnPlan(around),
    }),
    change: change ?? {},
  });
  const basics = {
    ...letterBasics(around),
    duePhrase: shownDue(cycle.due_phrase, cycle.office_due),
  };
  return { content: content({ issuer: issuerBlock(head), basics }), head, open };
}
