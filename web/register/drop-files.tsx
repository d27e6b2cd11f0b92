import { Alert, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAt, dayOrNull, instantOf } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { MOST_SIGNED_FILES, SIGNED_FILES_A_PART } from '../../domain/register/match-signed.js';
import { DayInput } from '../parts/day-input.js';
import { Panel } from '../parts/page-head.js';

/** Files of one kind dropped at once, all there by one day: they go up a few at a time, and what was found in them is shown below. */
export function DropFiles<Kept, Found>({
  extension,
  words,
  keep,
  look: lookAt,
  children,
}: {
  /** ".pdf" */
  readonly extension: string;
  readonly words: {
    readonly title: string;
    readonly intro: string;
    readonly day: string;
    readonly choose: string;
    readonly none: string;
  };
  /** Brings a few of them up. */
  readonly keep: (part: FormData) => Promise<Kept>;
  /** What all of them are taken for. */
  readonly look: (kept: readonly Kept[], day: Day) => Promise<Found>;
  /** What was found, for which day; `done` puts it away. */
  readonly children: (found: Found, day: Day, done: () => void) => ReactNode;
}) {
  const { t } = useTranslation('register');
  const reset = useRef<() => void>(null);
  const [arrivedOn, setArrivedOn] = useState<Day | null>(dayAt(instantOf(Date.now())));
  const [done, setDone] = useState(0);
  const [shown, setShown] = useState<{
    readonly found: Found;
    readonly day: Day;
    readonly look: number;
  } | null>(null);
  const look = useMutation({
    mutationFn: async ({ files, day }: { files: readonly File[]; day: Day }) => {
      const fitting = files.filter(({ name }) => name.toLowerCase().endsWith(extension));
      if (fitting.length === 0) throw new Error(words.none);
      if (fitting.length > MOST_SIGNED_FILES)
        throw new Error(t('tooManyPdf', { n: MOST_SIGNED_FILES }));
      const kept: Kept[] = [];
      // A few at a time: each part is read while the page shows how far it is.
      for (let n = 0; n < fitting.length; n += SIGNED_FILES_A_PART) {
        setDone(n);
        const part = new FormData();
        for (const file of fitting.slice(n, n + SIGNED_FILES_A_PART)) part.append('file', file);
        kept.push(await keep(part));
      }
      return { found: await lookAt(kept, day), day };
    },
    onSuccess: (found) => setShown((before) => ({ ...found, look: (before?.look ?? 0) + 1 })),
    onError: () => setShown(null),
    onSettled: () => reset.current?.(),
  });
  const bring = (files: readonly File[]): void => {
    if (arrivedOn !== null && files.length > 0) look.mutate({ files, day: arrivedOn });
  };
  return (
    <Stack gap="md">
      <Panel title={words.title}>
        <div
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            bring([...event.dataTransfer.files]);
          }}
        >
          <Text size="sm" mb="sm">
            {words.intro}
          </Text>
          <Group gap="sm" align="flex-end">
            <DayInput
              label={words.day}
              value={arrivedOn ?? ''}
              onChange={(value) => {
                setArrivedOn(dayOrNull(value));
                // What was found was found for the other day.
                setShown(null);
              }}
            />
            <FileButton accept={extension} multiple resetRef={reset} onChange={bring}>
              {(props) => (
                <Button
                  variant="default"
                  loading={look.isPending}
                  disabled={arrivedOn === null}
                  {...props}
                >
                  {words.choose}
                </Button>
              )}
            </FileButton>
          </Group>
          {look.isPending && (
            <Text size="sm" mt="xs" role="status">
              {t('readingSigned', { n: done, all: look.variables.files.length })}
            </Text>
          )}
        </div>
        {look.error !== null && (
          <Alert color="red" variant="outline" role="alert" mt="sm">
            {look.error.message}
          </Alert>
        )}
      </Panel>
      {shown !== null && (
        <div key={shown.look}>{children(shown.found, shown.day, () => setShown(null))}</div>
      )}
    </Stack>
  );
}
