import {
  Docx,
  LoopPlugin,
  officeMarkup,
  TagPlacement,
  TemplateHandler,
  TextPlugin,
} from 'easy-template-x';
import type { Tag } from 'easy-template-x';
import { PROPOSAL_PART, templateProblems } from '../domain/paper-template.js';
import type { TemplateKind, TemplateTag } from '../domain/paper-template.js';
import type { PaperContent, Registration } from './paper-shapes.js';
import { markedAsRehearsal } from './rehearsal-headers.js';
import { withoutEntryDates } from './stable-archive.js';
import { reportData, urgingData } from './template-data.js';
import { sampleContent, sampleProposal } from './template-sample.js';
import type { TemplateData } from './template-data.js';

/** A paper in the layout of the office's own template; equal content and template give equal bytes. */
export async function fillTemplate(
  template: Buffer,
  content: PaperContent,
  registration: Registration,
): Promise<Buffer> {
  const data = dataOf(content, registration);
  if (data === null) throw new Error(`no template is filled in for ${content.kind}`);
  const filled = await handler().process(template, data);
  return withoutEntryDates(isRehearsed(content) ? await markedAsRehearsal(filled) : filled);
}

/** What keeps a file from being a template of a kind, a sentence each for whoever uploaded it; none: it can be used. */
export async function checkTemplate(kind: TemplateKind, file: Buffer): Promise<string[]> {
  const parts = await partsOf(file);
  if (parts === null) return ['Tệp không phải là văn bản Word (.docx) đọc được.'];
  const foreign = foreignParts(parts);
  if (foreign.length > 0) return foreign;
  try {
    const tags = await handler().parseTags(file);
    const problems = templateProblems(kind, tags.map(tagOf));
    if (problems.length > 0) return problems;
  } catch (error) {
    return [syntaxProblem(error)];
  }
  return filled(kind, file);
}

/** Whether a template that was checked has a Tờ trình, by which a draft is put before the committee. */
export async function takesProposal(file: Buffer): Promise<boolean> {
  const tags = await handler().parseTags(file);
  return tags.map(tagOf).some(({ name }) => name.normalize('NFC').trim() === PROPOSAL_PART);
}

/** What only shows when it is filled in: parts whose begin and end no repetition can join. */
async function filled(kind: TemplateKind, file: Buffer): Promise<string[]> {
  try {
    const contents = [
      sampleContent(kind),
      ...((await takesProposal(file)) ? [sampleProposal()] : []),
    ];
    for (const content of contents)
      await fillTemplate(file, content, { number: null, issuedOn: null });
    return [];
  } catch {
    return [
      'Mở và đóng của một phần lặp phải cùng nằm trong thân văn bản, cùng một ô hoặc cùng một hàng của bảng.',
    ];
  }
}

function isRehearsed(content: PaperContent): boolean {
  switch (content.kind) {
    case 'urgingLetter':
      return content.letter.rehearsal;
    case 'consolidatedReport':
      return content.report.rehearsal;
    case 'extensionNotice':
      return content.notice.rehearsal;
    case 'guidanceLetter':
      return content.guidance.rehearsal;
  }
}

function dataOf(content: PaperContent, registration: Registration): TemplateData | null {
  switch (content.kind) {
    case 'urgingLetter':
      return urgingData(content.letter, registration);
    case 'consolidatedReport':
      return reportData(content.report, registration);
    case 'extensionNotice':
    case 'guidanceLetter':
      return null;
  }
}

/** Repeats whole paragraphs, or rows of a table where a part begins and ends in different cells. */
class WholeParagraphs extends LoopPlugin {
  override async containerTagReplacements(
    ...[tags, ...more]: Parameters<LoopPlugin['containerTagReplacements']>
  ): Promise<void> {
    const [begin] = tags;
    if (begin !== undefined && cellOf(begin) === cellOf(tags.at(-1) ?? begin)) {
      begin.options = { loopOver: 'paragraph', ...begin.options };
    }
    await super.containerTagReplacements(tags, ...more);
  }
}

function cellOf(tag: Tag) {
  return tag.placement === TagPlacement.TextNode
    ? officeMarkup.query.containingTableCellNode(tag.xmlTextNode)
    : null;
}

function handler(): TemplateHandler {
  return new TemplateHandler({
    // Nothing else is filled in: no picture, link, chart or markup.
    plugins: [new WholeParagraphs(), new TextPlugin()],
    // A field is found in its own part, then in those around it, however its marks are encoded.
    scopeDataResolver: ({ strPath, data }) => valueAt(data as TemplateData, strPath) ?? '',
    maxXmlDepth: 60,
  });
}

function valueAt(data: TemplateData, path: readonly string[]): TemplateData[string] | undefined {
  const name = path.at(-1)?.normalize('NFC').trim() ?? '';
  let here: unknown = data;
  let found = data[name];
  for (const step of path.slice(0, -1)) {
    here = (here as Readonly<Record<string, unknown>>)[step.normalize('NFC').trim()];
    const value = isRow(here) ? here[name] : undefined;
    if (value !== undefined) found = value;
  }
  return found;
}

function isRow(value: unknown): value is TemplateData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tagOf({ name, disposition }: { name: string; disposition: string }): TemplateTag {
  const kind = disposition === 'Open' ? 'begin' : disposition === 'Close' ? 'end' : 'field';
  return { name, kind };
}

/** The names of the parts with what those say that a check asks for; null for what is no Word document. */
async function partsOf(file: Buffer): Promise<ReadonlyMap<string, string> | null> {
  try {
    const zip = (await Docx.load(file)).rawZipFile;
    const parts = new Map<string, string>();
    for (const name of zip.listFiles()) {
      const isAsked = name === '[Content_Types].xml' || name.endsWith('.rels');
      parts.set(name, isAsked ? await zip.getFile(name).getContentText() : '');
    }
    return parts;
  } catch {
    return null;
  }
}

/** Programs, embedded files and what would be fetched from elsewhere have no place in a paper that is signed. */
function foreignParts(parts: ReadonlyMap<string, string>): string[] {
  const names = [...parts.keys()].map((name) => name.toLowerCase());
  const types = parts.get('[Content_Types].xml') ?? '';
  const problems: string[] = [];
  if (names.some((name) => /vba|macros/u.test(name)) || /macroEnabled/iu.test(types))
    problems.push('Tệp có macro. Lưu lại thành .docx không có macro rồi tải lên.');
  if (names.some((name) => /^word\/(?:embeddings|activex|controls)\//u.test(name)))
    problems.push('Tệp có đối tượng nhúng (OLE, ActiveX). Bỏ các đối tượng đó rồi tải lên.');
  const rels = [...parts].filter(([name]) => name.endsWith('.rels')).map(([, text]) => text);
  if (rels.some((text) => [...text.matchAll(/<Relationship\b[^>]*>/gu)].some(isFetched)))
    problems.push(
      'Tệp trỏ tới tệp ở nơi khác (mẫu đính kèm, ảnh liên kết). Nhúng vào tệp hoặc bỏ đi.',
    );
  return problems;
}

function isFetched([relationship]: RegExpMatchArray): boolean {
  return relationship.includes('TargetMode="External"') && !relationship.includes('/hyperlink"');
}

function syntaxProblem(error: unknown): string {
  const { openDelimiterText, closeDelimiterText } = error as {
    readonly openDelimiterText?: string;
    readonly closeDelimiterText?: string;
  };
  if (typeof openDelimiterText === 'string')
    return `Dấu { chưa được đóng: “${openDelimiterText.slice(0, 60)}”.`;
  if (typeof closeDelimiterText === 'string')
    return `Dấu } không có dấu { đứng trước: “${closeDelimiterText.slice(-60)}”.`;
  return 'Các trường trong tệp không đọc được; xem lại các dấu { và }.';
}
