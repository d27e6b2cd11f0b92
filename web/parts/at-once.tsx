import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { notices } from './notices.js';

/** How long a done act may be taken back by its notification, milliseconds; the page itself offers the way back after. */
const TO_UNDO_MS = 12_000;

/** An act that is done without a question, since the opposite act brings everything back. */
interface UndoableAct<Answer> {
  readonly doneText: string;
  run(): Promise<Answer>;
  /** The opposite act: done by the same person, with an audit row of its own. */
  undo(answer: Answer): Promise<unknown>;
}

/** Does an act at once and says so with "Hoàn tác" beside; every list on screen is read anew. */
export function useAtOnce(): <Answer>(act: UndoableAct<Answer>) => void {
  const { t } = useTranslation('common');
  const client = useQueryClient();
  const offer = useUndoOffer();
  return (act) => {
    void act
      .run()
      .then((answer) => offer(act.doneText, () => act.undo(answer)))
      .catch((error: unknown) => tellRefusal(error, t('failed')))
      .finally(() => void client.invalidateQueries());
  };
}

/** Says that something was done, with a button that takes it back. */
export function useUndoOffer(): (doneText: string, undo: () => Promise<unknown>) => void {
  const { t } = useTranslation('common');
  const client = useQueryClient();
  return (doneText, undo) => {
    const takeBack = (): void => {
      notices.hide(id);
      void undo()
        .then(() => notices.show({ message: t('undone'), color: 'green' }))
        .catch((error: unknown) => tellRefusal(error, t('failed')))
        .finally(() => void client.invalidateQueries());
    };
    const id = notices.show({
      color: 'green',
      autoClose: TO_UNDO_MS,
      closeButtonProps: { 'aria-label': t('close') },
      message: (
        <Group justify="space-between" gap="sm" wrap="nowrap">
          <Text size="sm">{doneText}</Text>
          <Button size="compact-sm" variant="default" onClick={takeBack}>
            {t('undo')}
          </Button>
        </Group>
      ),
    });
  };
}

function tellRefusal(error: unknown, otherwise: string): void {
  const message = error instanceof Error ? error.message : otherwise;
  notices.show({ message, color: 'red', autoClose: false });
}
