import type { AnswerOf, Asked, Head } from '../../contract/asked.js';
import type { ErrorAnswer } from '../../contract/values.js';
import type { Language } from '../format/day-text.js';

/** What goes with a request, of whatever route. */
export interface Carried {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | null | undefined>>;
  readonly body?: object;
}

/** What a route needs to be asked: nothing, or what its contract names. */
export type AskedArgument<H extends Head> =
  Partial<Asked<H>> extends Asked<H> ? [asked?: Asked<H>] : [asked: Asked<H>];

/** Who asks: the office the request concerns and the language of the answer's sentences. */
export interface Asker {
  readonly officeId: string | null;
  readonly language: Language;
}

/** What the server refused: its code for decisions, its sentence for people. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: readonly { readonly path: string; readonly message: string }[];
  /** What the sentence names: agencies, days, counts, where to look instead. */
  readonly details: NonNullable<ErrorAnswer['error']['details']>;

  constructor(refused: {
    readonly code: string;
    readonly status: number;
    readonly sentence: string;
    readonly fields?: Refusal['fields'];
    readonly details?: Refusal['details'];
  }) {
    super(refused.sentence);
    this.name = 'Refusal';
    this.code = refused.code;
    this.status = refused.status;
    this.fields = refused.fields ?? [];
    this.details = refused.details ?? {};
  }
}

const OFFLINE = {
  vi: 'Không kết nối được máy chủ. Đề nghị kiểm tra mạng rồi thử lại.',
  en: 'The server cannot be reached. Check the network and try again.',
};
const SILENT = {
  vi: 'Máy chủ chưa xử lý được yêu cầu. Đề nghị thử lại sau ít phút.',
  en: 'The server could not handle the request. Try again in a few minutes.',
};

/** One request to the API by the head its contract declares, answered as it declares; throws a Refusal with the server's sentence. */
export async function ask<H extends Head>(
  head: H,
  asker: Asker,
  ...[asked]: AskedArgument<H>
): Promise<AnswerOf<H>> {
  return askCarrying(head, asker, carriedBy<H>(asked));
}

/** What goes with a request that was asked as its contract says; without it, nothing. */
export function carriedBy<H extends Head>(asked: Asked<H> | undefined): Carried {
  // Every route names its parameters by strings, which cannot be seen while it is not known which route it is.
  return asked ?? {};
}

/** The same with what `carriedBy` made of the question. */
export async function askCarrying<H extends Head>(
  head: H,
  asker: Asker,
  carried: Carried,
): Promise<AnswerOf<H>> {
  const [method = 'GET', path = ''] = head.split(' ');
  const response = await send(method, addressOf(path, carried), asker, carried.body);
  const json = await jsonOf(response);
  if (!response.ok) throw refusalOf(response.status, json, asker.language);
  // The one place that takes the server at its word: its tests parse every answer by the contract.
  return json as AnswerOf<H>;
}

/** A file that is asked for as an act, with the name that the server gives it; throws a Refusal with the server's sentence. */
export async function askFile(
  path: string,
  asker: Asker,
): Promise<{ readonly bytes: Blob; readonly fileName: string }> {
  const response = await send('POST', path, asker, {});
  if (!response.ok) throw refusalOf(response.status, await jsonOf(response), asker.language);
  const named = /filename\*=UTF-8''([^;]+)/u.exec(
    response.headers.get('content-disposition') ?? '',
  );
  return { bytes: await response.blob(), fileName: decodeURIComponent(named?.[1] ?? 'tep') };
}

/** The address of a request with its parameters and query filled in; throws when a parameter is missing. */
export function addressOf(path: string, { params = {}, query = {} }: Carried): string {
  const filled = path.replace(/:([A-Za-z]+)/g, (_all, name: string) => {
    const value = params[name];
    if (value === undefined) throw new RangeError(`missing ${name} for ${path}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

/** In UTF-16 units: at three bytes each below the 64 KiB that browsers allow. */
const MOST_KEPT_ALIVE = 20_000;

async function send(
  method: string,
  address: string,
  asker: Asker,
  body: object | undefined,
): Promise<Response> {
  const isForm = body instanceof FormData;
  const text = body === undefined || isForm ? undefined : JSON.stringify(body);
  try {
    return await fetch(address, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'x-lang': asker.language,
        ...(asker.officeId === null ? {} : { 'x-office': asker.officeId }),
        // A change is taken only with this header, which no foreign page can add.
        ...(method === 'GET' ? {} : { 'x-requested-with': 'dondoc' }),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(isForm ? { body } : text === undefined ? {} : { body: text }),
      // What is on its way as a page is left still arrives; browsers do so with small bodies alone.
      keepalive: text !== undefined && text.length < MOST_KEPT_ALIVE,
    });
  } catch {
    throw new Refusal({ code: 'OFFLINE', status: 0, sentence: OFFLINE[asker.language] });
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return {};
  }
}

function refusalOf(status: number, json: unknown, language: Language): Refusal {
  if (!isErrorAnswer(json)) {
    return new Refusal({ code: 'UNKNOWN', status, sentence: SILENT[language] });
  }
  const { error } = json;
  const { code, fields = [], details = {} } = error;
  const sentence = [error.message, ...fields.map(({ message }) => message)].join(' ');
  return new Refusal({ code, status, sentence, fields, details });
}

/** A proxy in between has answers of its own, which are not for people. */
function isErrorAnswer(json: unknown): json is ErrorAnswer {
  if (typeof json !== 'object' || json === null || !('error' in json)) return false;
  const { error } = json;
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    'message' in error &&
    typeof error.message === 'string'
  );
}
