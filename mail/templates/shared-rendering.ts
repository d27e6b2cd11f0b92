import type { MailText } from '../../activities/ports.js';
import type { LadderNotice, NoticeContent } from '../content.js';
import { shownLink } from '../letter.js';
import { filled, textForm } from '../shared-text.js';
import type { TextForm } from '../shared-text.js';
import { oneLine, wordCount } from '../shorten.js';
import { ladderSubject } from './ladder.js';
import { escaped, layHtml, layText } from './layout.js';
import { letterOf, renderNotice } from './render.js';
import { severalSubject } from './several.js';

/** A mail in words whose texts may be shared with others. */
export interface SharedNotice {
  readonly subject: string;
  readonly text: MailText;
  readonly html: MailText;
}

/** Both texts of the reminders that differ by agency, link and subject alone; null: those are written one by one. */
type Forms = { readonly text: TextForm; readonly html: TextForm } | null;

/** Characters for private use (Unicode 23.5): no name and no link holds them. */
const TRACE = '\uE0F7';
const SUBJECT = '\uE0F8';
const TRACES = /[\uE0F7\uE0F8]/;
const LINK_PATH = '/link-of-the-agency';
/** So many different reminders are remembered at once; a wave has a few. */
const MOST_REMEMBERED = 100;

/**
 * Renders notices as `renderNotice` does. What reminders of one cycle and rung share is rendered once: they
 * differ by the agency's name, whose number of words decides what gives way to brevity, by its link and
 * by the subject, which is written anew for each.
 */
export function sharedRendering(): (content: NoticeContent) => SharedNotice {
  const remembered = new Map<string, Forms>();
  return (content) => {
    const own = ownWords(content);
    if (own === null) return renderNotice(content);
    const { notice, name, linkUrl } = own;
    const link = linkUrl === null ? null : shownLink(linkUrl).url;
    const marks: Marks = [nameMark(name), link === null ? null : linkMark(link), SUBJECT];
    const shared = withOwnWords(notice, { agencyName: marks[0], linkUrl: marks[1] });
    const key = JSON.stringify(shared);
    let forms = remembered.get(key);
    if (forms === undefined) {
      forms = formsOf(shared, marks);
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(key, forms);
    }
    if (forms === null) return renderNotice(content);
    const subject = subjectOf(notice);
    const values = [name, link ?? '', subject];
    return {
      subject,
      text: filled(forms.text, values),
      html: filled(forms.html, values.map(escaped)),
    };
  };
}

/** What stands for the agency's name, its link and the subject, in this order. */
type Marks = readonly [string, string | null, string];

/** As many words as the name has. */
function nameMark(name: string): string {
  return Array.from({ length: wordCount(name) }, () => TRACE).join(' ');
}

/** A link to the same domain, which is shown beside it. */
function linkMark(link: string): string {
  return `${new URL(link).origin}${LINK_PATH}`;
}

function formsOf(shared: LadderNotice, marks: Marks): Forms {
  const [name, link, subject] = marks;
  const letter = { ...letterOf(shared), subject };
  const text = textForm(layText(letter), [name, link], TRACES);
  const html = textForm(layHtml(letter), marks, TRACES);
  return text === null || html === null ? null : { text, html };
}

/** What a reminder says of its agency alone; null for mails that are written one by one. */
function ownWords(content: NoticeContent): {
  readonly notice: LadderNotice;
  readonly name: string;
  readonly linkUrl: string | null;
} | null {
  if (!isReminder(content)) return null;
  const first = content.event === 'several' ? content.items[0] : content;
  if (first === undefined) return null;
  const { agencyName: name, linkUrl } = first;
  const isTidy = name !== '' && oneLine(name) === name && !TRACES.test(name);
  return isTidy ? { notice: content, name, linkUrl } : null;
}

const REMINDERS: ReadonlySet<string> = new Set<LadderNotice['event']>([
  'assigned',
  'assignedAsked',
  'prepare',
  'remind',
  'lastDay',
  'overdue',
  'toHead',
  'several',
]);

function isReminder(content: NoticeContent): content is LadderNotice {
  return REMINDERS.has(content.event);
}

function withOwnWords(
  notice: LadderNotice,
  own: { readonly agencyName: string; readonly linkUrl: string | null },
): LadderNotice {
  return notice.event === 'several'
    ? { ...notice, items: notice.items.map((item) => ({ ...item, ...own })) }
    : { ...notice, ...own };
}

function subjectOf(notice: LadderNotice): string {
  return notice.event === 'several' ? severalSubject(notice) : ladderSubject(notice);
}
