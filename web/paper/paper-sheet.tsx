import { Alert, Button, Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperDetail } from '../../contract/papers.js';
import { paragraphsOfPaper, textOfParagraph } from '../../domain/paper-pages.js';
import type {
  PaperBlock,
  PaperPages,
  PaperParagraph,
  PaperTable,
} from '../../domain/paper-pages.js';
import { momentText } from '../format/day-text.js';
import { useAct } from '../parts/act-dialog.js';
import { useAtOnce } from '../parts/at-once.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { useRead, useSend } from '../requests/use-read.js';

/** Twips of a full line of the paper; what is wider is read across. */
const POINT_OF_BODY = 14;

interface Sheet {
  /** Null where a layout is only looked at. */
  readonly detail: PaperDetail | null;
  /** By the place of the paragraph. */
  readonly said: ReadonlyMap<number, PaperDetail['comments']>;
}

/** The paper itself, as it will be signed, with what was said beside its paragraphs. */
export function PaperSheet({ detail }: { readonly detail: PaperDetail }) {
  const { t } = useTranslation('paper');
  const { paper, seen } = detail;
  const pages = useRead('GET /api/papers/:documentId/pages', { params: { documentId: paper.id } });
  return (
    <Panel
      title={t('sheet')}
      right={
        paper.mayDecide && (
          <Text size="sm" c="dimmed">
            {t('sheetHint')}
          </Text>
        )
      }
    >
      <Loaded key={seen} query={pages}>
        {(data) => <Pages detail={detail} pages={data} />}
      </Loaded>
    </Panel>
  );
}

function Pages({ detail, pages }: { readonly detail: PaperDetail; readonly pages: PaperPages }) {
  const { said, elsewhere } = placed(detail.comments, pages);
  return (
    <>
      <Elsewhere comments={elsewhere} />
      <Leaves pages={pages} sheet={{ detail, said }} />
    </>
  );
}

/** A paper that nobody says anything about. */
export function BarePages({ pages }: { readonly pages: PaperPages }) {
  return <Leaves pages={pages} sheet={{ detail: null, said: new Map() }} />;
}

function Leaves({ pages, sheet }: { readonly pages: PaperPages; readonly sheet: Sheet }) {
  return (
    <>
      {pages.pages.map(({ landscape, blocks }, index) => (
        <div key={index} className={landscape ? 'paper paper-wide' : 'paper'}>
          {blocks.map((block, at) => (
            <Block key={at} block={block} sheet={sheet} mayComment />
          ))}
        </div>
      ))}
    </>
  );
}

/** Each comment at the paragraph it is about, wherever that stands now; those whose paragraph says something else by now are apart. */
function placed(comments: PaperDetail['comments'], pages: PaperPages) {
  const paragraphs = paragraphsOfPaper(pages);
  const said = new Map<number, PaperDetail['comments']>();
  const elsewhere: PaperDetail['comments'] = [];
  for (const comment of comments) {
    const same = paragraphs.filter((one) => textOfParagraph(one) === comment.quote);
    const found = same.find(({ n }) => n === comment.paragraph) ?? same[0];
    if (found === undefined) elsewhere.push(comment);
    else said.set(found.n, [...(said.get(found.n) ?? []), comment]);
  }
  return { said, elsewhere };
}

function Elsewhere({ comments }: Pick<PaperDetail, 'comments'>) {
  const { t } = useTranslation('paper');
  if (comments.length === 0) return null;
  return (
    <Alert variant="outline" color="yellow" title={t('commentsElsewhere')} mb="sm">
      <List size="sm">
        {comments.map(({ id, quote, words, by }) => (
          <List.Item key={id}>
            <b>{by}</b>: {words}{' '}
            <Text span c="dimmed" size="sm">
              “{quote}”
            </Text>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Block({
  block,
  sheet,
  mayComment,
}: {
  readonly block: PaperBlock;
  readonly sheet: Sheet;
  readonly mayComment: boolean;
}) {
  return block.kind === 'table' ? (
    <Grid table={block} sheet={sheet} />
  ) : (
    <Paragraph paragraph={block} sheet={sheet} mayComment={mayComment} />
  );
}

function Paragraph({
  paragraph,
  sheet,
  mayComment,
}: {
  readonly paragraph: PaperParagraph;
  readonly sheet: Sheet;
  readonly mayComment: boolean;
}) {
  const { align, indent, left, ruled, runs, n } = paragraph;
  const { detail, said } = sheet;
  const text = textOfParagraph(paragraph);
  if (text.trim() === '') {
    return ruled ? <div className="paper-rule" /> : <div style={{ height: '0.6em' }} />;
  }
  return (
    <>
      <p
        className="paper-paragraph"
        style={{
          textAlign: align,
          ...(indent ? { textIndent: '2em' } : {}),
          ...(left > 0 ? { marginLeft: `${String(Math.min(6, left / 378))}em` } : {}),
        }}
      >
        {runs.map((run, index) => (
          <span
            key={index}
            style={{
              ...(run.bold ? { fontWeight: 700 } : {}),
              ...(run.italics ? { fontStyle: 'italic' } : {}),
              fontSize: `${String(run.points / POINT_OF_BODY)}em`,
            }}
          >
            {run.text}
          </span>
        ))}
        {mayComment && detail?.paper.mayDecide === true && (
          <CommentButton detail={detail} n={n} text={text} />
        )}
      </p>
      {detail !== null &&
        (said.get(n) ?? []).map((comment) => (
          <Said key={comment.id} detail={detail} comment={comment} />
        ))}
    </>
  );
}

function CommentButton({
  detail,
  n,
  text,
}: {
  readonly detail: PaperDetail;
  readonly n: number;
  readonly text: string;
}) {
  const { t } = useTranslation('paper');
  const open = useAct();
  const send = useSend();
  return (
    <button
      type="button"
      className="comment-button"
      aria-label={t('commentOn', { text: text.slice(0, 60) })}
      onClick={() =>
        open({
          title: t('comment'),
          intro: <q>{text.length > 300 ? `${text.slice(0, 300)}…` : text}</q>,
          fields: [
            { kind: 'reason', name: 'words', label: t('commentWords'), hint: t('commentHint') },
          ],
          doneText: t('commentKept'),
          run: (values) =>
            send('POST /api/papers/:documentId/comments', {
              params: { documentId: detail.paper.id },
              body: { paragraph: n, words: values.text('words') },
            }),
        })
      }
    >
      {t('comment')}
    </button>
  );
}

function Said({
  detail,
  comment,
}: {
  readonly detail: PaperDetail;
  readonly comment: PaperDetail['comments'][number];
}) {
  const { t } = useTranslation('paper');
  const atOnce = useAtOnce();
  const send = useSend();
  return (
    <div className="paper-comment" role="note">
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text size="sm">
          <b>{comment.by}</b> ({momentText(comment.at)}): {comment.words}
        </Text>
        {detail.paper.mayDecide && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() =>
              atOnce({
                doneText: t('commentTakenBack'),
                run: () =>
                  send('DELETE /api/papers/:documentId/comments/:commentId', {
                    params: { documentId: detail.paper.id, commentId: comment.id },
                  }),
                undo: () =>
                  send('POST /api/papers/:documentId/comments', {
                    params: { documentId: detail.paper.id },
                    body: { paragraph: comment.paragraph, words: comment.words },
                  }),
              })
            }
          >
            {t('takeBackComment')}
          </Button>
        )}
      </Group>
    </div>
  );
}

function Grid({ table, sheet }: { readonly table: PaperTable; readonly sheet: Sheet }) {
  const { columns, bordered, rows } = table;
  const width = columns.reduce((sum, one) => sum + one, 0);
  const cells = (row: PaperTable['rows'][number]) =>
    row.cells.map(({ span, blocks }, index) => (
      <td key={index} colSpan={span}>
        {blocks.map((block, at) => (
          // A table of figures is spoken about in its row; the head of the paper is nobody's text.
          <Block key={at} block={block} sheet={sheet} mayComment={bordered} />
        ))}
      </td>
    ));
  return (
    <div className="paper-scroll" tabIndex={bordered ? 0 : -1}>
      <table className={bordered ? 'paper-grid' : 'paper-plain'}>
        {width > 0 && (
          <colgroup>
            {columns.map((one, index) => (
              <col key={index} style={{ width: `${String((100 * one) / width)}%` }} />
            ))}
          </colgroup>
        )}
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>{cells(row)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
