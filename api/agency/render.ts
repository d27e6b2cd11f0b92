import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta';
import type { FastifyReply } from 'fastify';
import { dayAt } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { decimal, decimalOf, vietnamese } from '../../domain/decimal.js';
import { FENCE_SENTENCE_FOR_AGENCIES } from '../../domain/fence.js';
import { dayInWords, momentInWords } from '../../domain/moment-words.js';
import type { ObligationState } from '../../domain/obligation.js';
import { printedDay } from '../../domain/printed-day.js';
import { DAY_EXAMPLE } from '../../domain/typed-day.js';

export type PageName =
  | 'open'
  | 'owed'
  | 'report'
  | 'review'
  | 'sent'
  | 'extension'
  | 'receipt'
  | 'resend'
  | 'sentence'
  | 'compliance'
  | 'objection'
  | 'contacts'
  | 'contact-confirm'
  | 'workbook'
  | 'workbook-sent';

declare module 'fastify' {
  interface FastifyReply {
    /** Whether this installation works at all; its pages say so. */
    fenced: boolean;
  }
}

/** Makes the agency pages: templates by name, everything escaped, styles and script from our own address. */
export interface PageRenderer {
  page(reply: FastifyReply, name: PageName, data: object, status?: number): FastifyReply;
  /** The style sheet and the scripts, by file name. */
  readonly assets: ReadonlyMap<string, { readonly contentType: string; readonly text: string }>;
}

const STATE_NAMES: Readonly<Record<ObligationState, string>> = {
  expected: 'Chưa nhận được',
  claimed: 'Báo đã gửi, chờ đối chiếu',
  submitted: 'Đã nhận, chờ kiểm tra',
  returned: 'Đề nghị bổ sung',
  accepted: 'Đã đưa vào tổng hợp',
  waived: 'Không phải báo cáo',
};

/** What templates may use besides their data. */
const WORDS = {
  stateName: (state: ObligationState) => STATE_NAMES[state],
  title: (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1),
  day: (on: Day) => printedDay(on),
  dayExample: DAY_EXAMPLE,
  longDay: (on: Day) => dayInWords(on),
  dayOf: (moment: Instant) => dayInWords(dayAt(moment)),
  moment: (moment: Instant) => momentInWords(moment),
  stored: (value: string) => vietnamese(decimal(value)),
  typed: (text: string) => {
    const value = decimalOf(text);
    return value === null ? text : vietnamese(value);
  },
};

/** Reads the templates of a folder once; a broken one fails at the start and not before a user. */
export function pageRenderer(dir: string): PageRenderer {
  const eta = new Eta({ views: dir, cache: true, autoTrim: false });
  const assets = new Map(
    (
      [
        ['agency.css', 'text/css; charset=utf-8'],
        ['open-link.js', 'text/javascript; charset=utf-8'],
        ['report-form.js', 'text/javascript; charset=utf-8'],
        ['field-faults.js', 'text/javascript; charset=utf-8'],
        ['file-choice.js', 'text/javascript; charset=utf-8'],
      ] as const
    ).map(([name, contentType]) => [
      name,
      { contentType, text: readFileSync(join(dir, name), 'utf8') },
    ]),
  );
  const stamp = createHash('sha256')
    .update([...assets.values()].map(({ text }) => text).join('\0'))
    .digest('hex')
    .slice(0, 12);
  return {
    assets,
    page: (reply, name, data, status = 200) =>
      reply
        .code(status)
        .type('text/html; charset=utf-8')
        .header('cache-control', 'private, no-store')
        .send(
          eta.render(`./${name}`, {
            title: '',
            who: null,
            fenced: reply.fenced ? FENCE_SENTENCE_FOR_AGENCIES : null,
            ...data,
            words: WORDS,
            stamp,
          }),
        ),
  };
}
