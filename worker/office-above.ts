import { dutiesNamed, momentNamed } from '../domain/handing-up.js';
import type { AnswerAbove, OfficeAbove, UpwardLine } from '../office/paper/hand-up.js';

/** Longer than a report of 20 MB takes on a slow line, shorter than another try is put off. */
const LONGEST_MS = 60_000;

/** The office above over HTTP, at the address of its link for us; redirects are not followed, so that the token goes nowhere else. */
export function officeAboveOverHttp(): OfficeAbove {
  return {
    send: async (line, report, files) =>
      answerOf(line, '/api/up/reports', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ...report,
          files: files.map(({ fileName, bytes }) => ({
            fileName,
            base64: bytes.toString('base64'),
          })),
        }),
      }),
    ask: async (line, sha256) => answerOf(line, `/api/up/reports/${sha256}`, { method: 'GET' }),
  };
}

async function answerOf(
  { address, token }: UpwardLine,
  path: string,
  init: {
    readonly method: 'GET' | 'POST';
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  },
): Promise<AnswerAbove> {
  try {
    const response = await fetch(new URL(path, address), {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}`, accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    const said: unknown = await response.json().catch(() => null);
    if (response.ok) return heard(said);
    const problem = `${String(response.status)} ${sentenceIn(said)}`.trim();
    // Too much at once, or in trouble: another time. Everything else will be refused again.
    const passes = response.status === 429 || response.status >= 500;
    return { kind: passes ? 'unreachable' : 'refused', problem };
  } catch (error) {
    return {
      kind: 'unreachable',
      problem: error instanceof Error ? error.message : 'không kết nối',
    };
  }
}

function sentenceIn(said: unknown): string {
  if (typeof said !== 'object' || said === null || !('error' in said)) return '';
  const { error } = said;
  if (typeof error !== 'object' || error === null || !('message' in error)) return '';
  return typeof error.message === 'string' ? error.message.slice(0, 500) : '';
}

/** The answer of the contract (`contract/handing-up.ts`); another one is no answer. */
function heard(said: unknown): AnswerAbove {
  const answer = said as Readonly<Record<string, unknown>> | null;
  const reason = answer?.['reason'];
  const duties = dutiesNamed(answer?.['duties']);
  switch (answer?.['state']) {
    case 'unclear':
      return duties === null ? NO_ANSWER : { kind: 'unclear', duties };
    case 'received':
    case 'accepted':
    case 'returned':
      return {
        kind: answer['state'],
        at: momentNamed(answer['at']),
        reason: typeof reason === 'string' ? reason.slice(0, 2000) : null,
      };
    default:
      return NO_ANSWER;
  }
}

const NO_ANSWER = { kind: 'unreachable', problem: 'câu trả lời không đúng dạng' } as const;
