import { performance } from 'node:perf_hooks';
import { linkToken } from '../../config/link-token.js';

/** An agency before its open page, its report looked over and ready to be sent. */
export interface ReadyReport {
  readonly cookie: string;
  readonly page: string;
  readonly nth: number;
  readonly draft: string;
  readonly seen: string;
}

/** Opens an agency's link and looks its report over, as a browser does. */
export async function readyReport(
  url: string,
  {
    nth,
    link,
    linkKey,
    obligationId,
  }: {
    readonly nth: number;
    readonly link: { readonly linkId: string; readonly generation: number };
    readonly linkKey: string;
    readonly obligationId: string;
  },
): Promise<ReadyReport> {
  const opened = await post(`${url}/b/open`, {
    nth,
    body: new URLSearchParams({ token: linkToken(linkKey, link) }),
  });
  const cookie = opened.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const page = `${url}/b/reports/${obligationId}`;
  const body = new URLSearchParams({ senderName: 'Nguyễn Văn A', restNil: 'on' });
  const review = await post(`${page}/review`, { nth, cookie, body });
  const html = await review.text();
  const field = (name: string): string => {
    const value = new RegExp(`name="${name}" value="([0-9a-f]+)"`).exec(html)?.[1];
    if (value === undefined) throw new Error(`a review answered ${String(review.status)}`);
    return value;
  };
  return { cookie, page, nth, draft: field('draft'), seen: field('seen') };
}

/** Sends a report with a file of 1 MB; answers how long it took in milliseconds, or null where it was not thanked. */
export async function sendReady({
  cookie,
  page,
  nth,
  draft,
  seen,
}: ReadyReport): Promise<number | null> {
  const body = new FormData();
  body.set('draft', draft);
  body.set('seen', seen);
  body.set('files', new Blob([FILE], { type: 'application/pdf' }), `bao-cao-${String(nth)}.pdf`);
  const from = performance.now();
  const { status } = await post(`${page}/send`, { nth, cookie, body });
  return status === 303 ? performance.now() - from : null;
}

const FILE = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1024 * 1024, 0x20)]);

async function post(
  url: string,
  {
    nth,
    cookie,
    body,
  }: {
    readonly nth: number;
    readonly cookie?: string;
    readonly body: URLSearchParams | FormData;
  },
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: new URL(url).origin,
      // Each agency sits somewhere else: what is counted by address is not what is tried here.
      'x-forwarded-for': `10.1.${String(nth >> 8)}.${String(nth & 255)}`,
      ...(cookie === undefined ? {} : { cookie }),
    },
    body,
    signal: AbortSignal.timeout(60_000),
  });
}
