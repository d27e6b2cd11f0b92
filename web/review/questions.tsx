import { Checkbox, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftQuestion } from '../../domain/schemas/plan-draft.js';
import { EmptyNote } from '../parts/loaded.js';
import { SourceButton } from './source-button.js';

/** The key under which a question is answered. */
export function questionKey({ code, about }: Pick<DraftQuestion, 'code' | 'about'>): string {
  return `${code}@${about}`;
}

/** Every question of the reader: its proposal stands preselected, a person confirms each one. */
export function Questions({
  questions,
  answers,
  confirmedKeys,
  onAnswer,
  onConfirm,
  onSource,
  hasSource,
}: {
  readonly questions: readonly DraftQuestion[];
  readonly answers: Readonly<Record<string, string>>;
  readonly confirmedKeys: ReadonlySet<string>;
  readonly onAnswer: (key: string, answer: string) => void;
  readonly onConfirm: (key: string, confirmed: boolean) => void;
  readonly onSource: (about: string) => void;
  readonly hasSource: (about: string) => boolean;
}) {
  const { t } = useTranslation('review');
  if (questions.length === 0) return <EmptyNote>{t('noQuestions')}</EmptyNote>;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('questionsIntro')}
      </Text>
      {questions.map((question) => {
        const key = questionKey(question);
        return (
          <Stack
            key={key}
            gap={6}
            className="question"
            style={{ borderLeft: '3px solid #c78a00', paddingLeft: 12 }}
          >
            <Text size="sm" fw={600}>
              {question.message}
            </Text>
            <AnswerInput
              question={question}
              answer={answers[key] ?? question.proposal ?? ''}
              onAnswer={(answer) => onAnswer(key, answer)}
            />
            <Checkbox
              mt={6}
              pt={8}
              style={{ borderTop: '1px solid #dde3e8' }}
              label={t('confirmAnswer')}
              checked={confirmedKeys.has(key)}
              disabled={(answers[key] ?? question.proposal ?? '') === ''}
              onChange={(event) => onConfirm(key, event.currentTarget.checked)}
            />
            <SourceButton
              onClick={() => onSource(question.about)}
              disabled={!hasSource(question.about)}
            />
          </Stack>
        );
      })}
    </Stack>
  );
}

function AnswerInput({
  question,
  answer,
  onAnswer,
}: {
  readonly question: DraftQuestion;
  readonly answer: string;
  readonly onAnswer: (answer: string) => void;
}) {
  const { t } = useTranslation('review');
  if (question.options.length > 0) {
    const options =
      question.options.includes(answer) || answer === ''
        ? question.options
        : [answer, ...question.options];
    return (
      <Radio.Group value={answer} onChange={onAnswer} aria-label={question.message}>
        <Stack gap={6}>
          {options.map((option) => (
            <Radio key={option} value={option} label={option} />
          ))}
        </Stack>
      </Radio.Group>
    );
  }
  return (
    <TextInput
      aria-label={t('answer')}
      description={
        question.proposal === null ? undefined : t('proposal', { text: question.proposal })
      }
      value={answer}
      onChange={(event) => onAnswer(event.currentTarget.value)}
    />
  );
}
