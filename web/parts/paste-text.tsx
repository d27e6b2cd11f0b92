import { Button, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The longest text that the reader takes, in UTF-16 units. */
const MOST_CHARACTERS = 1_000_000;
/** The name under which pasted words are kept, like a file. */
const FILE_NAME = 'van-ban-dan.txt';

/** A box for the words of a document; hands them on as a text file. */
export function PasteText({
  busy,
  onFile,
}: {
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
}) {
  const { t } = useTranslation('plan');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  const submit = (): void => {
    if (text.trim() === '') {
      setProblem(t('pasteEmpty'));
    } else if (text.length > MOST_CHARACTERS) {
      setProblem(t('pasteTooLong'));
    } else {
      setProblem(null);
      onFile(new File([text], FILE_NAME, { type: 'text/plain' }));
    }
  };

  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm" align="flex-start">
        <Textarea
          w="100%"
          label={t('pasteLabel')}
          description={t('pasteHint')}
          rows={8}
          value={text}
          error={problem}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <Button type="submit" variant="default" disabled={busy}>
          {t('pasteRead')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('pasteLimit')}
        </Text>
      </Stack>
    </form>
  );
}
