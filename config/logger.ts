import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

const hidden = '[hidden]';

// Whatever stands under these names is somebody's address, telephone, key or words.
const hiddenNames =
  /^(?:.*e?mail|to|cc|bcc|replyTo|recipients?|address(?:es)?|.*phone|.*password|.*token|.*secret|.*key|cookie|set-cookie|authorization|x-csrf-token|fragment|body|text|html|narrative|figures)$/i;
const namesThatOnlySoundLikeKeys = new Set([
  'noticeKey',
  'cycleKey',
  'workflowKey',
  'idempotencyKey',
]);

const mailAddress = /[^\s<>@"'(),:;]+@[^\s<>@"'(),:;]+/g;
const userInUrl = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;
const fragment = /(https?:\/\/[^\s#"']+)#[^\s"']+/gi;

/** Makes the process's logger: JSON lines with ids and fixed sentences; addresses, telephones, keys and contents are hidden at any depth. */
export function createLogger(options: {
  name: string;
  level: string;
  destination?: DestinationStream;
}): Logger {
  const { name, level, destination } = options;
  const settings = {
    name,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => hide(pino.stdSerializers.err(asError(error)), 0) },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (object: Record<string, unknown>) => hideFields(object, 0),
    },
    hooks: {
      logMethod(this: Logger, args: Parameters<Logger['info']>, method: Logger['info']) {
        const [first, sentence, ...rest] = args;
        if (typeof first === 'string') method.call(this, hideInText(first));
        else
          method.call(
            this,
            first,
            typeof sentence === 'string' ? hideInText(sentence) : sentence,
            ...rest,
          );
      },
    },
  };
  return destination === undefined ? pino(settings) : pino(settings, destination);
}

/** Hides e-mail addresses, credentials in URLs and personal link fragments in a text. */
export function hideInText(text: string): string {
  return text
    .replace(userInUrl, `$1${hidden}@`)
    .replace(fragment, `$1#${hidden}`)
    .replace(mailAddress, (found) =>
      found.startsWith('//') || found.includes(hidden) ? found : hidden,
    );
}

function hideFields(object: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      isHidden(name, value) ? hidden : hide(value, depth + 1),
    ]),
  );
}

function isHidden(name: string, value: unknown): boolean {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return false;
  return hiddenNames.test(name) && !namesThatOnlySoundLikeKeys.has(name);
}

function hide(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return hideInText(value);
  if (typeof value !== 'object' || value === null) return value;
  // Errors and dates have serialisers of their own; what lies deeper than a log line should go is cut off.
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return depth > 1 ? hideInText(value.message) : value;
  if (depth > 6) return '[deep]';
  return Array.isArray(value)
    ? value.map((item) => hide(item, depth + 1))
    : hideFields(value, depth);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
